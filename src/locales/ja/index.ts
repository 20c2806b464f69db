import type { Messages } from '../en/index';
import { errors } from './errors';
import { signIns, unsupported } from './reasons';
import { signedIn } from './signedIn';

/** The Japanese messages. Terms follow Microsoft's Japanese documentation. */
export const messages: Messages = {
  language: 'ja',
  product: 'Session Keeper',
  joined: (first, second) => `${first}${second}`,
  because: (what, why) => `${what}。${why}`,
  starting: {
    now: '起動しています…',
    slow: '通常より時間がかかっています。',
    scriptless:
      'Session Keeper には JavaScript が必要です。このページで許可してから、再読み込みしてください。',
  },
  crash: {
    title: '作業ウィンドウが動作しなくなりました',
    sentence:
      '作業ウィンドウで問題が発生しました。ブックに影響はありません。再読み込みすると続行できます。',
  },
  welcome: {
    title: 'ブックのセッションを維持する',
    purpose:
      'このブックを操作するスクリプトやフローのために、Microsoft Graph のセッションを開き、タイムアウトしないように維持します。',
    account: '職場または学校のアカウントでサインインすると開始できます。',
    signedOut: 'サインアウトしました。',
    forgets:
      'ここでは記憶域がブロックされているため、再読み込み後にもう一度サインインが必要です。このページのサイト データを許可すると避けられます。',
  },
  wait: {
    signingIn: 'サインインしています…',
    signingInHint:
      'サインイン ウィンドウが開いた場合は、そこでサインインを完了してください。キャンセルしても開いたままの場合は、閉じてください。',
    locating: 'ブックを検索しています…',
  },
  actions: {
    signIn: 'サインイン',
    signOut: 'サインアウト',
    otherOrganization: '別の組織にサインイン',
    useAnother: '別のアカウントを使用',
    cancel: 'キャンセル',
    reload: '再読み込み',
    checkAgain: 'もう一度確認',
    useLink: 'このリンクを使用',
    start: 'セッションの開始',
    useExisting: '既存のセッションを使用',
    attach: '接続',
    refresh: '更新',
    showId: 'ID 全体を表示',
    hideId: 'ID を隠す',
    tryAgain: '再試行',
    close: 'セッションを閉じる',
    closeAndDiscard: '閉じて破棄',
    signOutAndDiscard: 'サインアウトして破棄',
    stopWaiting: '待機を中止',
    dismiss: '非表示',
    copyDriveId: 'ドライブ ID をコピー',
    copyItemId: 'アイテム ID をコピー',
    copySessionId: 'セッション ID をコピー',
    copyAs: 'コードとしてコピー…',
    copyActivity: 'アクティビティを JSON でコピー',
    copyDetails: '詳細をコピー',
    openConsent: '同意ページを開く',
    copyConsent: '管理者に送るリンクをコピー',
    askAllFiles: '共有ファイルへのアクセスを要求',
    showAll: (count) => `${count} 件すべて表示`,
    showFewer: '表示を減らす',
  },
  copy: {
    done: 'コピーしました',
    failed:
      'ここではコピーがブロックされています。選択されたテキストをキーボードでコピーしてください。',
    fallback: 'コピーするテキスト',
  },
  account: {
    menu: 'アカウント',
    signedInAs: (name) => `${name} としてサインインしています`,
    organization: (name) => `組織: ${name}`,
    organizationName: '組織',
    organizationHint:
      'ブックを保存している組織のドメインです (例: contoso.com)。自分の組織の場合は空欄にします。',
    organizationInvalid: 'ドメインではありません。contoso.com のように入力してください。',
    otherInExcel: (name) =>
      `Excel は ${name} でサインインしています。このアカウントとは異なります。`,
  },
  workbook: {
    none: 'ブックが見つかりません',
    openPlace: (place) => `${place} (ブラウザーで開きます)`,
    link: 'ブックへのリンク',
    linkHint: 'Excel on the web または OneDrive で、[共有]、[リンクのコピー] の順に選択します。',
    linkInvalid: 'ブックへのリンク (https://contoso.sharepoint.com/… など) を貼り付けてください',
    macros: 'セッションは .xlsx 用です。この種類のブックは、サービスに拒否されることがあります。',
    checkedOut:
      'ファイルがチェックアウトされています。チェックインされるまで、変更を保存できるのはチェックアウトした人だけです。',
    other: (name) =>
      `Excel には現在「${name}」が表示されています。このセッションは上記のブックのままです。`,
    otherUnnamed:
      'Excel には現在、別のドキュメントが表示されています。このセッションは上記のブックのままです。',
    found: (name) => `ブックが見つかりました: ${name}`,
  },
  form: {
    changes: '変更の保存先',
    save: 'ブックに保存する',
    scratch: '一時コピー: 変更は保存されません',
    idleLimit: (minutes) => `リクエストがないまま約 ${minutes} 分たつと、セッションは終了します。`,
    sessionId: 'セッション ID',
    sessionIdHint: 'createSession からコードに返された ID です。',
    sessionIdInvalid:
      'セッション ID ではありません。ID 全体、または createSession の応答を貼り付けてください。',
  },
  refused: {
    ribbon:
      'Excel が [ホーム] タブのボタンの更新を許可していません。ここのボタンを使ってください。',
    showPane:
      'Excel が作業ウィンドウの自動表示を許可していません。[ホーム] タブから開いてください。',
    visibility: '作業ウィンドウが閉じられたことを Excel が通知しません。',
    startup: 'Excel がブックと同時のアドインの起動を許可していません。',
  },
  card: {
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
    closing: '終了処理中',
    saved: '変更は保存されます',
    scratch: '一時コピー',
    unknown: '別の場所で開始',
    kindUnknown: '種類は不明',
    timeLeft: '残り時間',
    minutesLeft: (minutes) => `残り ${minutes} 分以上`,
    underMinute: '残り 1 分未満',
    noneLeft: 'タイムアウトした可能性があります。更新して確認してください。',
    opened: '開始',
    attached: '接続',
    lastRefreshed: '最終更新',
    notYet: 'なし',
    nextRefresh: '次の更新',
    nextAttempt: '次の再試行',
    manual: '手動',
    byOtherPane: '別の作業ウィンドウが更新',
    whenOnline: 'オンラインになったとき',
    afterSignIn: 'サインイン後',
    session: 'セッション',
    exactTimes: '正確な時刻',
    idleLimitAt: 'タイムアウト (最短)',
    keepAliveStops: '自動維持の停止',
    keepAlive: 'セッションを自動的に維持',
    keepAliveHint: 'タイムアウトの前にセッションを更新します。',
    startWithWorkbook: 'このブックと一緒に開始する',
    startWithWorkbookHint:
      '次回からブックを開くと Session Keeper が開始し、残っているセッションを引き継ぎます。',
    keepPaneOpen: 'この作業ウィンドウを開いたままにしてください。閉じると維持が停止します。',
    stopAfter: '停止までの時間',
    hours: (count) => `${count} 時間`,
    untilClosed: '閉じるまで',
    stopsAt: (time) => `${time} に停止します。`,
    moreHours: 'さらに 4 時間',
    stoppedByTime: '選択した時間が経過したため、自動維持を停止しました。',
    stoppedByRefusal: '前回の更新が拒否されたため、自動維持を停止しました。',
    refreshedAt: (time) => `${time} に更新しました`,
    closedAt: (time) => `${time} に閉じました。新しいセッションを開始できます。`,
    waitsUntil: (time) =>
      `Microsoft Graph から待機を求められました。リクエストは ${time} に送信されます。`,
    starting: 'ブックのセッションを開いています…',
    attaching: 'セッションをサービスに確認しています…',
    recreating:
      'サービスがセッションを破棄しました。新しいセッションを開いています。ID は変わります…',
    openingRetry: (time) => `次の試行は ${time} です。`,
    closingNow: 'セッションを閉じています…',
  },
  announced: {
    opened: 'セッションを開始しました',
    attached: 'セッションに接続しました',
    closed: 'セッションを閉じました',
    online: 'オンラインに戻りました',
  },
  errors,
  leaving: {
    scratchTitle: '一時コピーを破棄しますか?',
    scratch: 'この一時コピーの変更はブックに保存されません。セッションを閉じると失われます。',
    unknownTitle: 'このセッションを閉じますか?',
    unknown: 'このセッションが一時コピーの場合、変更は失われます。',
  },
  reasons: { signIns, unsupported },
  signedIn,
  help: 'ヘルプ',
  privacy: {
    page: 'プライバシー',
    title: 'アクセス許可とプライバシー',
    permission:
      'サインインすると、Files.ReadWrite が許可されます。ブックのセッションを開き、更新し、閉じるために Microsoft Graph が必要とするアクセス許可です。',
    reach:
      'セルは変更しません。セルを読み取るのは、［内容を表示］を選んだときだけです。情報は Microsoft 以外には送信されません。',
  },
};
