import type { Messages } from '../en/index';
import { signIns, unsupported } from './reasons';
import { signedIn } from './signedIn';

export const scriptless =
  'Session Keeper には JavaScript が必要です。このページで許可してから、再読み込みしてください。';

/** The Japanese messages. Terms follow Microsoft's Japanese documentation. */
export const messages: Messages = {
  language: 'ja',
  product: 'Session Keeper',
  joined: (first, second) => `${first}${second}`,
  because: (what, why) => `${what}。${why}`,
  starting: {
    now: '起動しています…',
    slow: '通常より時間がかかっています。',
    notLoadable: '現在、アドインを読み込めません。しばらくしてからもう一度お試しください。',
  },
  crash: {
    title: '作業ウィンドウが動作しなくなりました',
    sentence: 'ブックに影響はありません。再読み込みすると続行できます。',
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
  mayBeOpen: {
    title: 'セッションが開いたままの可能性があります',
    sentence: '開いたままの場合は、数分間アイドル状態が続くと自動的に終了します。',
  },
  wait: {
    throttledUntil: (time) =>
      `Microsoft Graph から待機を求められました。リクエストの送信は ${time} に再開されます。`,
    goesOn: '自動的に再試行します。',
    signingIn: 'サインインしています…',
    signingInHint:
      'サインイン ウィンドウが開いた場合は、そこでサインインを完了してください。キャンセルしても開いたままの場合は、閉じてください。',
    locating: 'ブックを検索しています…',
  },
  actions: {
    signIn: 'サインイン',
    useAnother: '別のアカウントを使用',
    cancel: 'キャンセル',
    reload: '再読み込み',
    tryAgain: '再試行',
  },
  account: {
    signedInAs: (name) => `${name} としてサインインしています`,
  },
  announced: {
    stoppedByTime: '選択した時間が経過したため、自動維持を停止しました。',
    stoppedByRefusal:
      '更新が拒否されたため、自動維持を停止しました。更新できるようになったら、もう一度オンにしてください。',
    starting: 'ブックのセッションを開いています…',
    attaching: 'セッションをサービスに確認しています…',
    recreating: '新しい ID で新しいセッションを開いています…',
    found: (name) => `ブックが見つかりました: ${name}`,
    foundWithSession: (name) => `ブックとそのセッションが見つかりました: ${name}`,
    opened: 'セッションを開始しました',
    attached: 'セッションに接続しました',
    otherPane: '別の作業ウィンドウが開いたセッションを表示しています',
    closed: 'セッションを閉じました',
    online: 'オンラインに戻りました',
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
      'セルは変更しません。セルを読み取るのは、[内容を表示] を選択したときだけです。情報は Microsoft 以外には送信されません。',
  },
};
