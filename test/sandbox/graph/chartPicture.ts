import { crc32, deflateSync } from 'node:zlib';
import { filledCells, createCalculation } from './calculate';
import type { CellRange } from './rangeBody';

/** The size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws the numbers of a range as a column chart. @returns a PNG. */
export function chartPicture({ content, sheet, area }: CellRange, { width, height }: Size): Buffer {
  const calculation = createCalculation(content);
  const results = filledCells(sheet, area).map(([row, column]) => calculation(sheet, row, column));
  const numbers = results
    .filter((result) => typeof result === 'number')
    .map((number) => Math.max(0, number));
  const most = Math.max(1, ...numbers);
  const isColumn = (x: number, y: number) => {
    const place = (x / width) * numbers.length;
    // The column takes two thirds of its slot, the gap one third.
    return (
      place % 1 < 2 / 3 && (height - y) / height <= ((numbers[Math.floor(place)] ?? 0) / most) * 0.9
    );
  };
  return png({ width, height }, (x, y) => (isColumn(x, y) ? 1 : 0), ['ffffff', '0f703b']);
}

/**
 * Encodes an image with a palette. Source: the PNG specification, https://www.w3.org/TR/png-3/.
 *
 * @param palette colours in hexadecimal; `colourAt` returns an index.
 */
function png(
  { width, height }: Size,
  colourAt: (x: number, y: number) => number,
  palette: readonly string[],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits per palette index. Compression, filter and interlace use their standard values.
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_row, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_pixel, x) => colourAt(x, y))]),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.join(''), 'hex')),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
