import { CODEBOOK_LIMITS, findCategory, type Category, type Codebook } from './codebook.ts';
import { withCategory } from './draft.ts';
import { isTaken } from './new-labels.ts';
import { laterVersion, nextVersion } from './version.ts';

/** An attribute that a version of the delivered codebook has and the ones before had not. */
interface Addition {
  readonly since: string;
  readonly category: string;
  readonly attribute: string;
}

const ADDITIONS: readonly Addition[] = [
  { since: '1.1.0', category: 'claim', attribute: 'claimant' },
];

/** What the delivered codebook was before anybody noted which version a library had. */
const FIRST = '1.0.0';

/**
 * A library's codebook with what the delivered one has got since version `since`, and everything that
 * was changed here as it is. `null` where there is nothing to add: it is another codebook, its
 * category is gone, or an attribute of that id or label is there. `highest`: see `planCodebookEdit`.
 */
export function withAdditions(
  codebook: Codebook,
  delivered: Codebook,
  since: string | null,
  highest = codebook.version,
): Codebook | null {
  if (codebook.id !== delivered.id) return null;
  const from = since ?? FIRST;
  let made = codebook;
  for (const { since: version, category: id, attribute } of ADDITIONS) {
    if (laterVersion(from, version) === from) continue;
    const category = findCategory(made, id);
    const source = findCategory(delivered, id);
    const added = category && source && withAttributeOf(category, source, attribute);
    if (added) made = withCategory(made, added);
  }
  if (made === codebook) return null;
  return { ...made, version: nextVersion(laterVersion(codebook.version, highest), 'minor') };
}

/** A category with an attribute of another one, behind the attribute that it follows there. */
function withAttributeOf(category: Category, source: Category, id: string): Category | null {
  const from = source.attributes.findIndex((each) => each.id === id);
  const attribute = source.attributes[from];
  const { attributes } = category;
  if (!attribute || attributes.length >= CODEBOOK_LIMITS.attributes) return null;
  if (attributes.some((each) => each.id === id) || isTaken(attribute.label, attributes))
    return null;
  const before = source.attributes[from - 1]?.id;
  const at = attributes.findIndex((each) => each.id === before) + 1;
  return { ...category, attributes: attributes.toSpliced(at, 0, attribute) };
}
