import type { SignedInMessages } from '../en/signedIn';
import type { EndReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

/** Reasons why a session ended. Each screen offers "セッションの開始". */
export const ends: Record<EndReason, ErrorMessage> = {
  expired: {
    title: 'セッションがタイムアウトしました',
    sentence: 'アイドル状態がサービスの制限より長く続きました。',
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
    title: 'サービスがセッションを破棄しました',
    sentence: '続行できません。新しいセッションを開始できますが、ID は変わります。',
  },
};

/** The service replaced the session, which got a new id. */
export const replaced: SignedInMessages['replaced'] = {
  title: '新しいセッションを開きました',
  sentence:
    '以前のセッションはサービスによって破棄されました。スクリプトには新しい ID が必要です。',
  copy: '新しいセッション ID をコピー',
};
