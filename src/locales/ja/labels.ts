import type { SignedInMessages } from '../en/signedIn';

/** Labels of the buttons and menu items. */
export const labels: SignedInMessages['labels'] = {
  checkAgain: 'もう一度確認',
  start: 'セッションを開始',
  askAllFiles: '共有ファイルへのアクセスを要求',
  signOut: 'サインアウト',
  otherOrganization: '別の組織にサインイン',
  useLink: 'このリンクを使用',
  useExisting: '既存のセッションを使用',
  attach: '接続',
  refresh: '更新',
  showId: 'ID 全体を表示',
  hideId: 'ID を隠す',
  close: 'セッションを閉じる',
  closeAndDiscard: '閉じて破棄',
  signOutAndDiscard: 'サインアウトして破棄',
  stopWaiting: '待機を中止',
  dismiss: '非表示',
  copySessionId: 'セッション ID をコピー',
  copyAs: 'コードとしてコピー…',
  copyDetails: '詳細をコピー',
  openConsent: '同意ページを開く',
  copyConsent: '管理者に送るリンクをコピー',
};

/** What a copy button says. */
export const copy: SignedInMessages['copy'] = {
  done: 'コピーしました',
  failed:
    'ここではコピーがブロックされています。選択されたテキストをキーボードでコピーしてください。',
  fallback: 'コピーするテキスト',
};
