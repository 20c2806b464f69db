import type { SettingFault } from '../build/settingRules';
import type { Words } from './english';

const reasons: Readonly<Record<SettingFault, string>> = {
  notGuid: 'GUID を入力してください',
  notHttps: 'https:// で始まる必要があります',
  hasCredentials: 'ユーザー名やパスワードは使用できません',
  notOneHost: 'ホストを 1 つ指定してください',
  hasQuery: 'クエリやフラグメントは使用できません',
  tenantMissing: 'ホストの後に /organizations などのテナントが必要です',
  moreThanTenant: 'ホストの後にはテナントだけを指定できます',
  notTenant: 'テナントは ID またはドメインで指定してください',
  notVersion1: '/v1.0 で終わる必要があります',
  hasPath: 'パスのない、スキーム、ホスト、ポートだけを指定してください',
};

/** The page's words in Japanese. */
export const japanese: Words = {
  title: 'Session Keeper のセットアップ',
  intro:
    '作業ウィンドウのファイルのうち、配置先によって異なるのは manifest.xml と taskpane.html の 2 つです。このページはその 2 つを作成します。処理はこのコンピューターの中だけで行われ、何も送信されません。',
  whereHeading: '1. 配置先',
  origin: 'オリジン',
  originHint:
    'Web サーバーのアドレス: https、ホスト、ポート (パスなし)。例: https://keeper.contoso.com',
  registerHeading: '2. アプリケーションの登録',
  registerIntro:
    'Microsoft Entra 管理センターの [アプリの登録]、[新規登録] で次のように設定します。',
  registerAccounts:
    'サポートされているアカウントの種類: 任意の組織ディレクトリ内のアカウント (マルチテナント)。1 つの組織のアカウントだけにする場合は、下の [組織] も入力してください。',
  registerRedirects:
    '[認証]、[プラットフォームを追加]、[シングルページ アプリケーション]: 次のリダイレクト URI をすべて追加します。',
  redirectsMissing: 'オリジンを入力すると、ここに表示されます。',
  copyRedirects: 'リダイレクト URI をコピー',
  registerPermission:
    '[API のアクセス許可]、[Microsoft Graph]、[委任されたアクセス許可]: Files.ReadWrite。シークレットは不要です。',
  valuesHeading: '3. 作業ウィンドウの構成',
  clientId: 'アプリケーション (クライアント) ID',
  clientIdHint: '登録の [概要] に表示されます。例: 11111111-2222-4333-8444-555555555555',
  cloud: 'クラウド',
  cloudHint:
    '中国のクラウドでは、ブックのセッションを使用できません。米国政府機関 (GCC を含む) のクラウドでの office.js のサーバーは README.txt に記載されています。',
  worldwide: 'グローバル',
  governmentL4: '米国政府機関 L4 (GCC High)',
  governmentL5: '米国政府機関 L5 (DoD)',
  tenant: '組織 (省略可能)',
  tenantHint:
    'サインインできる組織を 1 つに限る場合の、テナント ID またはドメイン (その組織のゲストも含みます)。空欄の場合はすべての組織です。例: contoso.com',
  make: 'ファイルを作成する',
  filesHeading: '4. ファイル',
  manifestUse:
    '作業ウィンドウの場所を Excel に伝えます。Microsoft 365 管理センターでアップロードします。',
  downloadManifest: 'manifest.xml をダウンロード',
  copyManifest: 'manifest.xml をコピー',
  taskpaneUse:
    '構成が入った作業ウィンドウのページです。フォルダー pane の同じ名前のファイルと置き換えます。',
  downloadTaskpane: 'taskpane.html をダウンロード',
  copyTaskpane: 'taskpane.html をコピー',
  configurationHeading: '構成',
  configurationUse:
    'taskpane.html の ID が configuration の要素の内容です。独自のツールで書き込む場合にだけ使用します。',
  copyConfiguration: '構成をコピー',
  headersHeading: 'ヘッダー',
  headersUse:
    'サーバーが送信する必要のある応答ヘッダーです。これらのファイルはフォルダー pane に入っていて、このページのどのオリジンとクラウドでも同じです。お使いのサーバー用のファイルを残してください。',
  deployHeading: '5. 公開と展開',
  deployServe: 'フォルダー pane の内容を、ヘッダーとともに、オリジンのルートで公開します。',
  deployCheck:
    'ブラウザーでオリジンの taskpane.html を開きます。[サインイン] ボタンのある作業ウィンドウが表示されます。構成に誤りがある場合は、その内容が表示されます。',
  deployUpload:
    'Microsoft 365 管理センターの [設定]、[統合アプリ]、[カスタム アプリのアップロード]、[Office アドイン] で manifest.xml をアップロードします。Excel に表示されるまで最大 1 日かかることがあります。',
  deployConsent:
    'ユーザーが自分で同意できない場合は、登録の [API のアクセス許可] で管理者の同意を与えます。',
  ready: 'ファイルの準備ができました。',
  copied: 'コピーしました。',
  notCopied: 'ブラウザーがコピーを許可しませんでした。',
  toCorrect: (count) => `${count} 個のフィールドを修正してください。`,
  complaint: ({ setting, text, fault, example }) =>
    fault === 'missing'
      ? `${setting} が入力されていません。例: ${example}`
      : `${setting} の値は ${text} です。${reasons[fault]}。例: ${example}`,
};
