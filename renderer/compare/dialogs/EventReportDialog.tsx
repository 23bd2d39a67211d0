import { countOf } from '#core/numbers.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { EventReportFormat } from '#core/contract/compare.ts';

import { ExportLine } from '../../agreement/ExportLine.tsx';
import { Dialog } from '../../controls/sheets/Dialog.tsx';
import { LongWork } from '../../controls/Progress.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';

const FORMATS: readonly (readonly [EventReportFormat, string])[] = [
  ['html', 'HTML…'],
  ['pdf', 'PDF…'],
];

/** Writes an event as a report for people who do not have the program. */
export function EventReportDialog({ event }: { readonly event: string }) {
  const workspace = useWorkspace();
  const events = useAppState((state) => state.library.events);
  const articles = useAppState((state) => state.articles);
  const making = useAppState((state) => state.reporting);
  const title = events.find(({ id }) => id === event)?.title ?? '';
  const own = articles.filter(({ details }) => details.event === event).length;
  const close = (): void => {
    workspace.eventReport.stop();
    workspace.dialogs.close();
  };
  return (
    <Dialog
      title="Report of the event"
      onClose={close}
      actions={
        <ExportLine
          formats={FORMATS}
          isReady
          save={(format, hideNames) => workspace.eventReport.save(event, format, hideNames)}
          onClose={close}
        />
      }
    >
      <p>
        <bdi>{showHidden(title)}</bdi>: {countOf(own, 'article')}.
      </p>
      <p>
        One file that can be read without this program: the articles, their quotations side by side,
        findings, who has what, shared passages, claims, framing, people, and how well people agree
        where two have tagged. What nobody has decided stands apart in an annex.
      </p>
      {making === null ? null : (
        <LongWork
          words="Making the report…"
          share={making.share}
          where="Cancel is in the sheet."
          onCancel={() => {
            workspace.eventReport.stop();
          }}
        />
      )}
    </Dialog>
  );
}
