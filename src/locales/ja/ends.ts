import type { SignedInMessages } from '../en/signedIn';
import type { EndReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

/** Reasons why a session ended. Each screen offers "セッションを開始". */
export const ends: Record<EndReason, ErrorMessage> = {
  expired: {
    title: 'セッションがタイムアウトした可能性があります',
    sentence:
      'この作業ウィンドウからの更新が、サービスの制限より長い間ありませんでした。別のクライアントが閉じた可能性もあります。',
  },
  fileGone: {
    title: 'ブックが見つからなくなりました',
    sentence:
      'セッションは終了しました。ブックが移動または削除されたか、共有が解除された可能性があります。',
  },
  notFound: {
    title: 'このセッションは見つかりませんでした',
    sentence: '理由は示されていません。別のクライアントがセッションを閉じた可能性があります。',
  },
  left: {
    title: '作業ウィンドウを閉じている間にセッションが終了しました',
    sentence: 'セッションは、Session Keeper の動作中にのみ更新されます。',
  },
  authentication: {
    title: 'セッションの認証が無効になりました',
    sentence:
      'セッションの所有者を確認できませんでした。もう一度サインインしてから、新しいセッションを開始してください。',
  },
  conflict: {
    title: '変更が競合しました',
    sentence: 'ブックの競合により、サービスがセッションを終了しました。',
  },
  restricted: {
    title: 'ブックが制限されました',
    sentence:
      'ロックまたはポリシーによりセッションが終了しました。解除されると、新しいセッションを開始できます。',
  },
  unexpected: {
    title: 'セッションが終了しました',
    sentence: 'サービスから理由は示されませんでした。',
  },
  unsupportedWorkbook: {
    title: 'このブックではセッションを使用できません',
    sentence:
      'サービスがサポートしていない内容が含まれるようになりました。取り除くと、新しいセッションを開始できます。',
  },
  serviceFault: {
    title: 'サービス側でセッションが失われました',
    sentence: 'サービスの障害により終了しました。新しいセッションを開始できます。',
  },
  recreatable: {
    title: 'セッションを続行できません',
    sentence: 'サービスから新しいセッションを求められています。開始できますが、ID は変わります。',
  },
};

/** The service replaced the session, which got a new id. */
export const replaced: SignedInMessages['replaced'] = {
  title: '新しいセッションを開きました',
  sentence: '以前のセッションと置き換わりました。スクリプトには新しい ID が必要です。',
  copy: '新しいセッション ID をコピー',
};

/** The session is of another pane or an earlier page; the user asked for something else here. */
export const overtook: SignedInMessages['overtook'] = {
  title: '指定したセッションとは別のセッションです',
  sentence:
    'このブックで、このセッションがすでに開いています。変更の保存先はバッジに表示しています。スクリプトにはこのセッションの ID が必要です。',
};

/** What is shown of a session that did not open, or whose opening or closing was not answered. */
export const endings: SignedInMessages['endings'] = {
  openFailed: 'セッションを開始できませんでした',
  attachFailed: 'セッションに接続できませんでした',
  replaceFailed: '新しいセッションを開始できませんでした',
  mayBeOpen: 'セッションが開かれた可能性があります',
  unloaded: '応答を受け取る前に、作業ウィンドウが閉じられたか、再読み込みされました。',
  closeFailed: '閉じたことを確認できませんでした',
  earlier: '以前のセッションが開いたままの可能性があります',
  endsByItself: 'セッションが開かれていた場合は、数分以内に自動的に終了します。',
  signInToClose: '今すぐ閉じるには、サインインしてください。',
};

/** Asks the user of an open session to sign in. */
export const signInQuestion: SignedInMessages['signInQuestion'] = {
  signIn: {
    title: 'セッションを維持するにはサインインしてください',
    sentence: 'セッションの更新にはサインインが必要です。',
  },
  signInAgain:
    'サインインした直後に、再度サインインを求められました。別のアカウントが必要な可能性があります。',
  signInMayHelp: {
    title: 'セッションを維持するにはサインインしてください',
    sentence:
      'サインイン サービスからアクセス トークンを取得できませんでした。サインインすると解決することがあります。',
  },
};

/** The forms that begin a session. */
export const form: SignedInMessages['form'] = {
  changes: '変更の保存先',
  save: 'ブックに保存する',
  scratch: '一時コピー: 変更は保存されません',
  idleLimit: (minutes) => `リクエストがないまま約 ${minutes} 分たつと、セッションは終了します。`,
  sessionId: 'セッション ID',
  sessionIdHint: 'createSession からコードに返された ID です。',
  sessionIdInvalid:
    'セッション ID ではありません。ID 全体、または createSession の応答を貼り付けてください。',
};

/** What the file's kind or state may mean for a session. */
export const fileNotes: SignedInMessages['fileNotes'] = {
  macros: 'セッションは .xlsx 用です。この種類のブックは、サービスに拒否されることがあります。',
  checkedOut:
    'ファイルがチェックアウトされています。チェックインされるまで、変更を保存できるのはチェックアウトした人だけです。',
};

/** The menu of the account. */
export const accountMenu: SignedInMessages['accountMenu'] = {
  label: 'アカウント',
  organization: (name) => `組織: ${name}`,
  otherInExcel: (name) => `Excel は ${name} でサインインしています。このアカウントとは異なります。`,
  waitsFor: {
    session: 'セッションの開始または終了の完了後に使用できます',
    signIn: 'サインインの完了またはキャンセル後に使用できます',
  },
};

/** The question before a session is closed whose changes may be lost. */
export const leaving: SignedInMessages['leaving'] = {
  scratchTitle: '一時コピーを破棄しますか?',
  scratch: 'この一時コピーの変更はブックに保存されません。セッションを閉じると失われます。',
  unknownTitle: 'このセッションを閉じますか?',
  unknown: 'このセッションが一時コピーの場合、変更は失われます。',
  because: {
    signOut:
      'サインアウトすると、ほかの作業ウィンドウに表示されていない限り、このセッションは閉じられます。',
    switchAccount:
      '別のアカウントを使用すると、ほかの作業ウィンドウに表示されていない限り、このセッションは閉じられます。',
  },
};

/** What became of the changes that were made in the session. */
export const changes: SignedInMessages['changes'] = {
  scratchGone: 'この一時コピーの変更は保存されず、失われました。',
  savedKept: 'セッションでの変更は、ブックに保存されているはずです。',
};
