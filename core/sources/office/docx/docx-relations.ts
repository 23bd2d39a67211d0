import { childrenOf } from '../../../exchange/containers/xml.ts';
import type { OfficePackage } from '../package.ts';

/** What a part of a document refers to. */
export interface Relation {
  readonly id: string;
  /** The last word of its type: `header`, `footnotes`, `hyperlink`. */
  readonly type: string;
  /** A path in the package; of an external one what stands there, which is never followed. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** The relations of a part, those of the package itself for `''`. */
export function readRelations(document: OfficePackage, part: string): Relation[] {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const root = document.optional(`${folder}_rels/${part.slice(slash)}.rels`);
  return childrenOf(root ?? undefined, 'Relationship').map(({ attributes }) => {
    const isExternal = attributes.get('TargetMode')?.toLowerCase() === 'external';
    const target = attributes.get('Target') ?? '';
    return {
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
      target: isExternal ? target : pathIn(folder, target),
      isExternal,
    };
  });
}

/** A path as it is in the package: from its top, or from the folder of the part that names it. */
function pathIn(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
