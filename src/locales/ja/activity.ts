import type * as english from '../en/activity';

export const activity: typeof english.activity = {
  copy: 'アクティビティを JSON でコピー',
  showAll: (count) => `${count} 件すべて表示`,
  showFewer: '表示を減らす',
  title: 'アクティビティ',
  opened: 'セッションを開始しました',
  attached: 'セッションに接続しました',
  recreated: '新しいセッションを開きました (ID が変わりました)',
  refreshed: '更新しました',
  refreshedOften: (count) => `${count} 回更新しました`,
  refreshFailed: '更新できませんでした',
  openFailed: 'セッションを開始できませんでした',
  attachFailed: 'セッションに接続できませんでした',
  openUnclear: 'セッションが開かれた可能性があります',
  lost: 'セッションが終了しました',
  closed: 'セッションを閉じました',
  closeFailed: '閉じたことを確認できませんでした',
  keepAliveOn: '自動維持をオンにしました',
  keepAliveOff: '自動維持をオフにしました',
  keepAliveTimeIsUp: '自動維持を停止しました (時間切れ)',
  keepAliveRefused: '自動維持を停止しました (拒否)',
};

export const plot: typeof english.plot = {
  fold: '更新のグラフ',
  title: (from, to) => (from === to ? `${from} の更新` : `${from} から ${to} までの更新`),
  counts: (worked, failed, gaps) => `成功: ${worked}。失敗: ${failed}。中断: ${gaps}。`,
  took: (usual, longest) => `通常 ${usual}、最長 ${longest}`,
  gap: 'アイドル タイムアウトを超えた中断',
  time: '時刻',
  outcome: '結果',
  duration: '所要時間',
  code: 'コード',
};

export const snippets: typeof english.snippets = {
  menu: 'コードのコピー形式',
  about: 'このセッションを使用するコードです。トークンは含まれません。',
  copied: (name) => `${name} 用にコピーしました`,
  bare: '1 つのリクエストのみ',
  bareHint: '待機、再試行、再作成なし',
  token: 'トークンの取得方法',
  explorer: 'Graph Explorer を開く',
  explorerHint: 'ヘッダー workbook-session-id に、セッション ID を追加してください。',
};
