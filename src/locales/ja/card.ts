import type { SignedInMessages } from '../en/signedIn';

/** The times of an open session. */
export const sessionTimes: SignedInMessages['sessionTimes'] = {
  timeLeft: '残り時間',
  minutesLeft: (minutes) => `残り ${minutes} 分以上`,
  underMinute: '残り 1 分未満の可能性あり',
  noneLeft: '更新して確認',
  opened: '開始',
  attached: '接続',
  lastRefreshed: '最終更新',
  notYet: 'なし',
  nextRefresh: '次の更新',
  nextAttempt: '次の再試行',
  manual: '手動',
  now: '今すぐ',
  byOtherPane: '別の作業ウィンドウが更新',
  whenOnline: 'オンラインになったとき',
  afterSignIn: 'サインイン後',
  session: 'セッション',
  exactTimes: '正確な時刻',
  idleLimitAt: 'タイムアウト (最短)',
  keepAliveStops: '自動維持の停止',
};

/** The settings of keep-alive. */
export const keepAliveSettings: SignedInMessages['keepAliveSettings'] = {
  keepAlive: '自動維持',
  keepAliveHint: 'タイムアウトの前にセッションを更新します。',
  startWithWorkbook: 'このブックと同時に起動',
  startWithWorkbookHint:
    '次回からブックを開くと Session Keeper が起動し、残っているセッションを引き継ぎます。',
  keepPaneOpen: 'この作業ウィンドウを開いたままにしてください。閉じると自動維持が停止します。',
  stopAfter: '停止までの時間',
  hours: (count) => `${count} 時間`,
  noLimit: '制限なし',
  stopsAt: (time) => `${time} に停止します。`,
  endsSoon: (time) => `自動維持は ${time} に停止します。`,
  moreHours: 'さらに 4 時間',
};

/** The workbook, and the form for a link to it. */
export const workbook: SignedInMessages['workbook'] = {
  copyDriveId: 'ドライブ ID をコピー',
  copyItemId: 'アイテム ID をコピー',
  none: 'ブックを使用できません',
  openPlace: (place) => `${place} (ブラウザーで開きます)`,
  link: 'ブックへのリンク',
  linkHint: 'Excel on the web または OneDrive で、[共有]、[リンクのコピー] の順に選択します。',
  linkInvalid: 'ブックへのリンク (https://contoso.sharepoint.com/… など) を貼り付けてください。',
  other: (name) =>
    `Excel には現在「${name}」が表示されています。このセッションは上記のブックのものです。`,
  otherUnnamed:
    'Excel には現在、別のドキュメントが表示されています。このセッションは上記のブックのものです。',
};

/** What Excel or the browser refused, and what helps. Its code follows in brackets. */
export const refused: SignedInMessages['refused'] = {
  ribbon: 'Excel が [ホーム] タブのボタンの更新を許可していません。ここのボタンを使ってください。',
  showPane: 'Excel が作業ウィンドウの自動表示を許可していません。[ホーム] タブから開いてください。',
  visibility: '作業ウィンドウが閉じられたことを Excel が通知しません。',
  startup: 'ブックと同時に起動するかどうかの変更を Excel が許可していません。',
  storage:
    'ブラウザーがこのセッションを保存できませんでした。再読み込み後は見つけられません。必要な場合は ID をコピーしてください。',
};

/** The card of the session. */
export const card: SignedInMessages['card'] = {
  region: 'ブックのセッション',
  active: 'アクティブ',
  unconfirmed: '終了した可能性あり',
  refreshing: '更新中',
  again: '再試行中',
  waitingForNetwork: 'ネットワーク待ち',
  signInNeeded: 'サインインが必要',
  checking: '確認中',
  ended: '終了',
  closed: '閉じました',
  opening: '開始中',
  closing: '閉じています',
  saved: 'ブックに保存',
  scratch: '一時コピー',
  unknown: '別の場所で開始',
  kindUnknown: '種類は不明',
  refreshedAt: (time) => `${time} に更新しました`,
  closedAt: (time) => `${time} に閉じました。新しいセッションを開始できます。`,
  nextAttempt: (time) => `次の試行は ${time} です。`,
  closingNow: 'セッションを閉じています…',
};

/** The form for the organization to sign in to. */
export const organizationForm: SignedInMessages['organizationForm'] = {
  label: '組織',
  hint: 'ブックを保存している組織のドメインです (例: contoso.com)。自分の組織の場合は空欄にします。',
  invalid: 'ドメインではありません。contoso.com のように入力してください。',
};
