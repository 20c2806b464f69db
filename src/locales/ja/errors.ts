import type { Messages } from '../en/index';

/** Titles and sentences that surround an error's reason. */
export const errors: Messages['errors'] = {
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
  goesOn: '自動的に再試行します。',
};
