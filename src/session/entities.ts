const entities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
};

/** Replaces HTML's entities for ASCII characters (`&amp;`, `&#58;`, `&#x2F;`). */
export function withoutEntities(text: string): string {
  const entity = /&(?:#0*(\d{2,3})|#x0*([0-9a-f]{2})|(amp|quot|apos|lt|gt));/gi;
  return text.replace(entity, (_whole, decimal?: string, hex?: string, name?: string) => {
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return entities[name?.toLowerCase() ?? ''] ?? String.fromCharCode(code);
  });
}
