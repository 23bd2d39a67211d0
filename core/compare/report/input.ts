import type { Child } from '../../agreement/report/page/html.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { EventDocument } from '../../event/document.ts';
import type { Renderings } from '../table/renderings.ts';
import type { Table } from '../table/table-types.ts';

/** What the report of an event is made from. */
export interface EventReportInput {
  readonly comparison: Comparison;
  readonly document: Pick<EventDocument, 'families' | 'findingWords' | 'coverage'>;
  /** All rows. */
  readonly table: Table;
  readonly renderings: Renderings;
  readonly title: string;
  /** The name of an annotator by id. */
  readonly nameOf: (annotator: string) => string;
  /** What codebook ids stand for: of a category, an attribute of it, a value of that. */
  readonly labelOf: (category: string, attribute?: string, value?: string) => string;
  /** A section on agreement, where two people have tagged and linked; else nothing. */
  readonly agreement: readonly Child[];
  /** When the report was made, as it is to be shown. */
  readonly generatedAt: string;
  /** Name and version of the program. */
  readonly generator: string;
}
