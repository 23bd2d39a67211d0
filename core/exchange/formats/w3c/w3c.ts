// W3C Web Annotation as JSON-LD: targets by position and quote, bodies by purpose; and what programs of
// its family (Hypothesis, Recogito, Annotorious) keep in forms of their own. Nothing is fetched.
import type { Codec } from '../../content/codec.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import { latin1Head } from '../../containers/latin1.ts';
import { sampleRecords } from '../../containers/json-records.ts';
import { isOfFamily } from './collect.ts';
import { readAnnotations } from './read.ts';
import { writeCollection } from './write.ts';

/**
 * W3C Web Annotation Data Model (2017) in JSON-LD: one `AnnotationCollection` with one page; a tag
 * is `classifying`, a decision `assessing`, a comment `commenting` or `replying`. Positions are in
 * code points, as the model demands. Known to break importers: positions in UTF-16, and readers
 * that expect one target or one selector where the model allows several.
 */
export const W3C: Codec = {
  ...FORMAT_FACTS.w3c,
  unit: 'code points',
  carriesRejections: true,
  write: writeCollection,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const beginning = latin1Head(file.bytes, 4096);
    if (!/^(?:\u00ef\u00bb\u00bf)?\s*[[{]/u.test(beginning)) return 0;
    if (beginning.includes('ns/anno.jsonld') || sampleRecords(file).some(isOfFamily)) return 0.95;
    return /"(?:Annotation(?:Collection|Page)|Text(?:Quote|Position)Selector)"/u.test(beginning)
      ? 0.8
      : 0;
  },
  read: readAnnotations,
};
