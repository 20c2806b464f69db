import type { SignedInMessages } from '../en/signedIn';

/** Titles and sentences that surround an error's reason. */
export const errors: SignedInMessages['errors'] = {
  details: '詳細',
  code: 'コード',
  status: '状態',
  requestId: 'リクエスト ID',
  clientRequestId: 'クライアント リクエスト ID',
  correlationId: '関連付け ID',
  time: '時刻',
  offline: {
    title: 'オフラインです',
    sentence: 'ネットワークに再接続すると、すぐにセッションを更新します。',
  },
  noNetwork: {
    title: 'ネットワークに接続できませんでした',
    sentence:
      'デバイスがネットワークに接続していないと報告されました。接続を確認して、もう一度お試しください。',
  },
};
