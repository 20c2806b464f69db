import type { Need, Recovery, RetryCause, WorkbookReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

export const workbooks: Record<WorkbookReason, ErrorMessage> = {
  noAddress: {
    title: 'ブックの場所を Excel から取得できません',
    sentence:
      'ゲストの場合や、開いた直後に起こることがあります。もう一度確認するか、ブックへのリンクを貼り付けてください。',
  },
  unsaved: {
    title: 'ブックがまだ保存されていません',
    sentence:
      'セッションには OneDrive または SharePoint 上のファイルが必要です。ブックをそこに保存してから、もう一度確認してください。',
  },
  local: {
    title: 'ブックがこのデバイスにあります',
    sentence:
      'セッションには OneDrive または SharePoint 上のファイルが必要です。そこに保存してもう一度確認するか、同期済みの場合はリンクを貼り付けてください。',
  },
  networkShare: {
    title: 'ブックがネットワーク ドライブにあります',
    sentence:
      'セッションには OneDrive または SharePoint 上のファイルが必要です。コピーをそこに保存して開き、もう一度確認してください。',
  },
  consumer: {
    title: 'ブックが個人用 OneDrive にあります',
    sentence:
      'セッションは、職場または学校の記憶域でのみ使用できます。コピーをそこに保存して開き、もう一度確認してください。',
  },
  chinaCloud: {
    title: 'ブックが中国のクラウドにあります',
    sentence:
      '21Vianet が運営する Microsoft Graph では、ブックのセッションを使用できません。別のクラウドのブックを開いてください。',
  },
  oldFormat: {
    title: 'ブックが .xlsx ファイルではありません',
    sentence:
      'セッションは .xlsx ファイルで使用できます。Excel ブック (.xlsx) として保存してから、もう一度確認してください。',
  },
  notFound: {
    title: 'ブックが見つかりませんでした',
    sentence:
      '開いた後に移動されたか、名前が変更されたか、このアカウントが属していない組織のものである可能性があります。もう一度確認するか、リンクを貼り付けてください。',
  },
  noAccess: {
    title: 'このアカウントではブックにアクセスできません',
    sentence:
      '編集できるよう所有者に共有を依頼するか、共有リンクを貼り付けるか、別のアカウントを使用してください。',
  },
  sharedFile: {
    title: 'このファイルには、もう 1 つアクセス許可が必要な可能性があります',
    sentence:
      'Microsoft Graph がこのブックへのアクセスを拒否しました。チーム サイトまたは他のユーザーのファイルには、Files.ReadWrite.All (自分が既に開けるファイルへのアクセス) が必要なことがあります。このアクセス許可は、開いているブックにのみ使用されます。',
  },
  otherTenant: {
    title: '別の組織のブックである可能性があります',
    sentence:
      '現在の組織では、ブックのアドレスが Microsoft Graph に受け付けられません。ブックを保存している組織に、ゲストまたはその組織のアカウントとしてサインインしてください。',
  },
  otherServer: {
    title: 'ブックが別のサーバーにあります',
    sentence:
      'セッションには Microsoft 365 の OneDrive または SharePoint 上のファイルが必要です。コピーをそこに保存して開き、もう一度確認するか、リンクを貼り付けてください。',
  },
  badLink: {
    title: 'このリンクからブックが見つかりませんでした',
    sentence:
      '開いているブックの [共有] から [リンクのコピー] で取得したリンクを貼り付けてください。',
  },
  signIn: {
    title: 'サインインするとブックを検索できます',
    sentence: '新しいサインインが必要です。',
  },
  otherAccount: {
    title: 'このアカウントではブックにアクセスできません',
    sentence:
      '新しくサインインした後も、Microsoft Graph がこのアカウントを拒否しました。別のアカウントを使用するか、編集できるよう所有者に共有を依頼してください。',
  },
  cancelled: {
    title: '検索を中止しました',
    sentence: 'もう一度確認するか、ブックへのリンクを貼り付けてください。',
  },
  offline: {
    title: 'Microsoft Graph に接続できません',
    sentence:
      'ブックの検索にはネットワークが必要です。接続を確認してから、もう一度確認してください。',
  },
  unknown: {
    title: 'ブックを検索できませんでした',
    sentence:
      '応答を確認できませんでした。もう一度確認するか、ブックへのリンクを貼り付けてください。',
  },
};

/** Recovery actions without a reason of their own. */
export const recoveries: Record<Exclude<Recovery['kind'], 'ended' | 'forbidden'>, ErrorMessage> = {
  retry: {
    title: 'Microsoft Graph を一時的に利用できません',
    sentence: 'サービスから一時的な問題が報告されました。',
  },
  reauthenticate: {
    title: 'Microsoft Graph がサインインを拒否しました',
    sentence: 'サインインを求められた場合は、サインインしてから再試行してください。',
  },
  recreate: {
    title: 'Microsoft Graph がセッションにアクセスできません',
    sentence: 'サービスから理由は示されませんでした。セッションは残っている可能性があります。',
  },
  unknown: {
    title: '応答を確認できませんでした',
    sentence: '有効な応答を得られませんでした。リクエストが届いたかどうかは不明です。',
  },
};

/** Causes of temporary service faults. */
export const retries: Record<RetryCause, ErrorMessage> = {
  throttled: {
    title: 'リクエストが多すぎます',
    sentence: 'Microsoft Graph へのリクエストが多すぎたため、拒否されました。',
  },
  paused: {
    title: 'Microsoft Graph から待機を求められました',
    sentence: '待機時間が終わるまで、リクエストは送信されません。',
  },
  locked: {
    title: 'ブックがロックされています',
    sentence:
      '別のユーザーまたはお使いの Excel が編集用にロックしています。ロックしている側でブックを閉じるか、数分待ってください。',
  },
  fileOrSite: {
    title: 'ブックまたはサイトがロックされています',
    sentence:
      '誰かがブックを開いているか、チェックアウトしている可能性があります。その場合は、ブックを閉じるか、数分待ってください。Microsoft Graph は、管理者がサイトをブロックまたはアーカイブした場合にも、このように応答します。',
  },
  conflict: {
    title: '変更が競合しています',
    sentence:
      'Microsoft Graph から競合が報告されましたが、内容は示されていません。一時的なものである可能性があります。',
  },
  fileOpen: {
    title: 'ファイルを開けませんでした',
    sentence: 'Microsoft Graph から問題が報告されました。多くの場合、一時的なものです。',
  },
  notOpened: {
    title: 'Microsoft Graph でセッションを開けませんでした',
    sentence: '理由は示されていません。もう一度試すと開ける場合があります。',
  },
};

export const needs: Record<Need, ErrorMessage> = {
  editRight: {
    title: '編集権限が必要です',
    sentence: 'このブックは閲覧のみ可能です。編集権限を所有者に依頼してください。',
  },
  supportedWorkbook: {
    title: 'このブックではセッションを使用できません',
    sentence:
      'サービスがサポートしていない形式、保護、または機能が含まれています。.xlsx として保存したコピーでは使用できることがあります。',
  },
  unencryptedFile: {
    title: 'Microsoft Graph がこのファイルを開くことを許可されていません',
    sentence:
      '秘密度ラベルでファイルが暗号化されている場合、所有者に対してもこのように応答します。暗号化しないラベルを選択するか、ファイルを開く権限があるかどうかを所有者に確認してください。',
  },
  permission: {
    title: 'Microsoft Graph がこのブックへのアクセスを拒否しました',
    sentence:
      '理由は示されませんでした。編集できるかどうかをブックの所有者に、アドインのアクセス許可を管理者に確認してください。',
  },
  sharedFile: {
    title: 'このファイルには、もう 1 つアクセス許可が必要な可能性があります',
    sentence:
      '現在、アクセスできるのは自分のファイルだけです。Files.ReadWrite.All を許可すると、自分が既に開けるファイルにアクセスできます。',
  },
  otherAccount: {
    title: 'このアカウントではセッションを開けません',
    sentence:
      '新しくサインインした後も、Microsoft Graph がこのアカウントを拒否しました。別のアカウントを使用するか、編集権限をブックの所有者に依頼してください。',
  },
  storageSpace: {
    title: '記憶域がいっぱいです',
    sentence: 'ブックの保存先に空き容量がありません。空き容量を増やしてから、再試行してください。',
  },
  cleanFile: {
    title: 'ファイルがブロックされました',
    sentence: 'このファイルからマルウェアが検出されました。詳しくは管理者に確認してください。',
  },
  existingFile: {
    title: 'ブックが見つかりません',
    sentence: '検索した後に、移動または削除されたか、共有が解除された可能性があります。',
  },
  otherRequest: {
    title: 'サービスがリクエストを拒否しました',
    sentence: '同じリクエストはもう一度拒否されます。管理者に詳細を伝えてください。',
  },
};
