import type { SignedInMessages } from '../en/signedIn';

/** 「セッションの内容」: what the session holds. */
export const inside: SignedInMessages['inside'] = {
  look: '内容を表示',
  region: 'セッションの内容',
  hide: '非表示',
  sheet: 'シート',
  sheets: 'シート',
  names: '名前',
  tables: 'テーブル',
  range: '範囲',
  rangeHint: '例: A1:C20。空欄の場合は、使用中のすべてのセルを読み取ります。',
  rangeInvalid: '範囲ではありません。A1:C20 のように入力するか、空欄にしてください。',
  read: '読み取り',
  readAgain: 'もう一度読み取る',
  reading: '読み取っています…',
  missing: {
    title: 'ブックに見つかりません',
    sentence:
      'そのシート、名前、テーブル、またはグラフが見つかりませんでした。名前が変更されたか、削除された可能性があります。',
  },
  notFound: {
    title: '見つかりません',
    sentence:
      'セッション、ブック、またはその内容が見つかりませんでした。上のセッションの状態を確認してください。',
  },
  inDoubt: {
    title: '読み取れませんでした',
    sentence:
      'セッションが終了したか、サインインが必要な可能性があります。上のセッションの状態を確認してください。',
  },
  badRange: {
    title: 'この範囲は読み取れません',
    sentence:
      'Microsoft Graph がこの範囲を受け付けません。名前がセルではなく定数を表している可能性があります。',
  },
  caption: (address) => `セッション内のセル ${address}`,
  readAt: (address, time) => `${address}、読み取り: ${time}`,
  clipped: (whole) => `${whole} のうち、先頭の行と列だけを表示しています。`,
  formulas: '数式を表示',
  copyCsv: 'CSV としてコピー',
  copyJson: 'JSON としてコピー',
  compare: '保存済みのブックと比較',
  nextDifference: '次の相違点',
  same: 'これらのセルに相違はありません',
  counts: (changed, recalculated) =>
    `変更 (実線の枠): ${changed}。再計算のみ (点線の枠): ${recalculated}。`,
  changed: '変更',
  recalculated: '再計算',
  saved: (value) => (value === '' ? '保存済み: 空白' : `保存済み: ${value}`),
  bothTimes: (session, workbook) =>
    `セッションの読み取り: ${session}、保存済みのブックの読み取り: ${workbook}。`,
  notSavedYet:
    'セッションの変更は自動的に保存されます。しばらくしてから、もう一度比較してください。',
  notOnlyTheScript: 'セッションの開始後に他のユーザーが保存した編集も、相違点になります。',
  sheetNotSaved: 'このシートを含む保存済みのブックが見つかりませんでした。',
  charts: 'グラフを表示',
  chart: (name) => `グラフ ${name}`,
  noCharts: 'このシートにグラフはありません。',
};
