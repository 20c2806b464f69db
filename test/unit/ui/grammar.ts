import { Language, Parser } from '@vscode/tree-sitter-wasm';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The string literals of a text, as they are written, by the grammar that Visual Studio Code reads the language with;
 * an error where the text breaks that grammar.
 */
export async function literalsBy(
  language: 'powershell' | 'c-sharp',
): Promise<(text: string) => string[]> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(
      readFileSync(require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${language}.wasm`)),
    ),
  );
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null || tree.rootNode.hasError) throw new Error(`No ${language}: ${text}`);
    const found = tree.rootNode
      .descendantsOfType('string_literal')
      .flatMap((node) => node?.text ?? []);
    tree.delete();
    return found;
  };
}
