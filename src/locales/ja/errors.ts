import type { Messages } from '../en/index';

/** Titles and sentences that surround an error's reason. */
export const errors: Messages['errors'] = {
  details: '詳細',
  code: 'コード',
  status: '状態',
  requestId: 'リクエスト ID',
  clientRequestId: 'クライアント リクエスト ID',
  correlationId: '関連付け ID',
  time: '時刻',
  openFailed: 'セッションを開始できませんでした',
  mayBeOpen: 'セッションが開かれた可能性があります',
  mayBeOpenSentence:
    '応答を受け取る前に、作業ウィンドウが閉じられたか、再読み込みされました。開かれていた場合は、数分以内に自動的に終了します。',
  closeFailed: '閉じたことを確認できませんでした',
  closeFailedSentence:
    'この作業ウィンドウでの管理を終了しました。開いたままの場合は、数分間アイドル状態が続くと自動的に終了します。',
  offline: {
    title: 'オフラインです',
    sentence: 'ネットワークに再接続すると、すぐにセッションを更新します。',
  },
  signIn: {
    title: 'セッションを維持するにはサインインしてください',
    sentence: 'セッションの更新にはサインインが必要です。',
  },
  signInAgain: 'サインインした直後に、再度サインインを求められました。',
  signInMayHelp: {
    title: 'セッションを維持するにはサインインしてください',
    sentence:
      'サインイン サービスからアクセスを取得できません。セッションはまもなく終了する可能性があります。サインインすると解決することがあります。',
  },
  goesOn: '自動的に再試行します。',
  scratchGone: 'この一時コピーの変更は保存されず、失われました。',
  savedKept: 'セッションでの変更は、ブックに保存されているはずです。',
};
