/** The character of a hexadecimal code, as a replacer of String.replace. */
export const charOf = (_match: string, hex: string): string =>
  String.fromCharCode(parseInt(hex, 16));
