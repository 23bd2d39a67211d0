import { countWords, endsAsSentence } from '../tree/body.ts';

/** Names under which programs keep the text of an article. */
const TEXT_KEY =
  /^(?:body|bodyhtml|body_html|articlebody|article_body|content|contents|text|html|paragraphs?|maincontent|storybody|fulltext|full_text|value)$/iu;

/** Values looked at in one page. */
const MOST = 200_000;

/** The data that a script sets or holds; `undefined` where it is a program. */
export function dataOfScript(source: string): unknown {
  const start = source.slice(0, 300);
  const isAssigned = /^\s*(?:window|self|globalThis)\s*[.[][\w$.'"[\]]{1,100}\s*=\s*\{/u.test(
    start,
  );
  if (!isAssigned && !/^\s*[[{]/u.test(start)) return undefined;
  const from = source.search(/[[{]/u);
  const text = isAssigned
    ? source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1)
    : source.slice(Math.max(0, from));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Texts of sentences in the data of scripts, in their order, each once. */
export function textsOfData(data: readonly unknown[]): string[] {
  const texts = new Set<string>();
  const todo: { readonly key: string; readonly value: unknown }[] = data
    .map((value) => ({ key: '', value }))
    .toReversed();
  for (let count = 0; todo.length > 0 && count < MOST; count += 1) {
    const { key, value } = todo.pop() ?? { key: '', value: null };
    if (typeof value === 'string') {
      if (TEXT_KEY.test(key) && isProse(value)) texts.add(value);
    } else if (Array.isArray(value)) {
      for (let at = Math.min(value.length, MOST) - 1; at >= 0; at -= 1) {
        todo.push({ key, value: value[at] as unknown });
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value).reverse())
        todo.push({ key: name, value: each as unknown });
    }
  }
  return [...texts];
}

/** Sentences, not a name, an address or a piece of a program. */
function isProse(text: string): boolean {
  if (text.length < 40 || text.length > 2_000_000) return false;
  const isTagged = /<\/p>/iu.test(text);
  return (isTagged || endsAsSentence(text.trim())) && countWords(text.slice(0, 2000)) >= 8;
}
