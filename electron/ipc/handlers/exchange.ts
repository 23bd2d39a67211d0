import type { LocateError } from '#core/contract/articles.ts';
import type { Result } from '#core/result.ts';

import type { AgreementService } from '../../agreement/agreement-service.ts';
import type { CompareService } from '../../compare/compare-service.ts';
import type { EventReportService } from '../../compare/event-report-service.ts';
import type { ExportService } from '../../export/export-service.ts';
import type { ArticleSources } from '../../import/article-changes.ts';
import type { ImportService } from '../../import/import-service.ts';

/** What is made of the library: files read, written and compared. */
export interface ExchangeServices {
  readonly importer: ImportService;
  readonly articleSources: ArticleSources;
  readonly exporter: ExportService;
  readonly agreement: AgreementService;
  readonly compare: CompareService;
  readonly eventReport: EventReportService;
  /** The text of an article from a file, if it has it. */
  readonly locateText: (articleId: string, path: string) => Promise<Result<string, LocateError>>;
}

/** Always the same services. Their code is loaded when they are first asked for: no article needs it to be drawn. */
export type Exchange = () => Promise<ExchangeServices>;
