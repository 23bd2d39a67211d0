import type { PairLinks } from '#core/agreement/report/link-figures.ts';
import { computeAgreement, type AgreementRequest } from '#core/agreement/report/report.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { agreementContent } from '#core/compare/report/agreement.ts';
import { eventReportHtml } from '#core/compare/report/event-page.ts';
import { labelsOf } from '#core/compare/report/labels.ts';
import { Renderings } from '#core/compare/table/renderings.ts';
import { tableOf } from '#core/compare/table/table.ts';
import { fromStoredEvent } from '#core/event/document.ts';

import type { JobReports } from '../jobs/messages.ts';
import { compareCollected, type CompareJob } from './compare-job.ts';

/** What two people or more have made of the event. */
export interface CollectedAgreement {
  readonly request: AgreementRequest;
  readonly links: readonly PairLinks[];
}

/** A report of an event that is to be made; plain data, so that another process can do it. */
export interface EventReportJob {
  readonly event: CompareJob;
  readonly title: string;
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly codebook: Codebook;
  /** `null` where fewer than two have read anything. */
  readonly agreement: CollectedAgreement | null;
  /** As it is to be shown. */
  readonly generatedAt: string;
  /** Name and version of the program. */
  readonly generator: string;
}

/** Makes the report of an event as an HTML page. */
export function runEventReportJob(job: EventReportJob, reports: JobReports = {}): string {
  const { event, title, annotators, codebook, agreement, generatedAt, generator } = job;
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? 'somebody';
  const labelOf = labelsOf(codebook);
  const comparison = compareCollected(event, reports);
  const document = fromStoredEvent(event.document);
  return eventReportHtml({
    ...{ comparison, document, title, nameOf, labelOf, generatedAt, generator },
    table: tableOf(comparison, document),
    renderings: Renderings.of(comparison),
    agreement: agreement
      ? agreementContent({
          report: computeAgreement(agreement.request),
          links: agreement.links,
          annotator: nameOf,
          category: labelOf,
        })
      : [],
  });
}
