import type { SignInReason, UnsupportedReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

export const signIns: Record<SignInReason, ErrorMessage> = {
  cancelled: {
    title: 'サインインがキャンセルされました',
    sentence: '準備ができたら、もう一度サインインしてください。',
  },
  declined: {
    title: 'アクセス許可が与えられませんでした',
    sentence:
      'この許可がないと、ブックのセッションを使用できません。もう一度サインインして、許可してください。',
  },
  windowBlocked: {
    title: 'サインイン ウィンドウがブロックされました',
    sentence:
      'ブラウザーでこのページのポップアップを許可してから、もう一度サインインしてください。',
  },
  windowOpen: {
    title: 'このアドインの別のウィンドウが開いています',
    sentence: 'そのウィンドウを閉じてから、もう一度サインインしてください。',
  },
  windowFailed: {
    title: 'サインイン ウィンドウを開けませんでした',
    sentence:
      'もう一度お試しください。繰り返し発生する場合は、Excel を再起動してください。Excel から返されたコードは詳細に表示されます。',
  },
  timedOut: {
    title: 'サインインに時間がかかりすぎました',
    sentence:
      '時間内に応答がありませんでした。サインイン ウィンドウが作業ウィンドウの後ろで開いたままの場合は、閉じてから、もう一度サインインしてください。',
  },
  unavailable: {
    title: 'サインイン サービスを一時的に利用できません',
    sentence:
      'サービスから一時的な問題が報告されました。1 分ほど待ってから、もう一度お試しください。',
  },
  administratorConsent: {
    title: '組織の承認が必要です',
    sentence:
      'Session Keeper が求めるアクセス許可を承認するよう管理者に依頼してから、もう一度サインインしてください。',
  },
  conditionalAccess: {
    title: '組織のポリシーにより、サインインできません',
    sentence: '必要な条件は管理者に確認してください。',
  },
  wrongTenant: {
    title: '別の組織のアカウントです',
    sentence:
      '選択した組織、またはこのアドインの対象となっている組織のアカウントを使用してください。',
  },
  wrongAccount: {
    title: '別のアカウントでサインインしました',
    sentence:
      '開いているセッションには、上に表示されているアカウントが必要です。そのアカウントでサインインするか、メニューで切り替えてください。',
  },
  personalAccount: {
    title: '職場または学校のアカウントが必要です',
    sentence:
      '個人用アカウントでは、Microsoft Graph のブックのセッションはサポートされていません。',
  },
  accountBlocked: {
    title: 'このアカウントは現在サインインできません',
    sentence:
      'サインイン サービスによると、アカウントがロックされているか、無効か、リスクがあると判定されています。管理者に問い合わせるか、別のアカウントを使用してください。',
  },
  notAssigned: {
    title: 'このアカウントにアドインが割り当てられていません',
    sentence:
      'アカウントへの Session Keeper の割り当てを管理者に依頼するか、別のアカウントを使用してください。',
  },
  offline: {
    title: 'サインイン サービスに接続できません',
    sentence: 'サインインにはネットワークが必要です。接続を確認してから、もう一度お試しください。',
  },
  notLoaded: {
    title: 'アドインの一部を読み込めませんでした',
    sentence: 'もう一度お試しください。解決しない場合は、アドインを再読み込みしてください。',
  },
  configuration: {
    title: 'アドインが正しく設定されていません',
    sentence:
      '現在の設定では、サインイン サービスがこのアドインを受け付けません。管理者に詳細を伝えてください。',
  },
  storageFull: {
    title: 'サインインの情報を保存できません',
    sentence:
      'このアドイン用のブラウザーの記憶域がいっぱいです。ブックを閉じて開き直してから、サインインしてください。',
  },
  interactionRequired: {
    title: 'もう一度サインインしてください',
    sentence: 'サインイン サービスにより、本人確認が求められています。',
  },
  unknown: {
    title: 'サインインできませんでした',
    sentence: 'サインイン サービスから有効な応答がありませんでした。もう一度お試しください。',
  },
};

export const unsupported: Record<UnsupportedReason, ErrorMessage> = {
  notExcel: {
    title: 'Excel で開いてください',
    sentence:
      'Session Keeper は Excel の中で動作します。Excel でブックを開き、[ホーム] タブの [セッション] を選択してください。',
  },
  officeSilent: {
    title: 'Excel から応答がありません',
    sentence:
      'Excel に接続できませんでした。ネットワーク アドレスのブロックや、古いバージョンの Excel が原因の可能性があります。',
  },
  oldEngine: {
    title: 'Excel の Web エンジンが古すぎます',
    sentence:
      'Excel とオペレーティング システムを更新するか、Excel on the web でブックを開いてください。',
  },
  clientIdMissing: {
    title: '設定がまだ完了していません',
    sentence:
      'アドインにクライアント ID がありません。Microsoft Entra にアプリケーション (種類はシングルページ アプリケーション、アクセス許可は Files.ReadWrite) を登録し、CLIENT_ID を設定して、もう一度ビルドしてください。',
  },
  badConfiguration: {
    title: '設定を読み取れません',
    sentence:
      'taskpane.html の設定が有効ではありません。clientId、authority、graphRoot を確認してから、再読み込みしてください。',
  },
  chinaCloud: {
    title: '中国のクラウドでは使用できません',
    sentence: '21Vianet が運営する Microsoft Graph では、ブックのセッションを使用できません。',
  },
};
