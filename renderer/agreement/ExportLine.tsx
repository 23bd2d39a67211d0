import { useState } from 'react';

import type { ReportSaved } from '#core/contract/agreement.ts';
import { showHidden } from '#core/guards/labels.ts';
import type { Result } from '#core/result.ts';

import { Check } from '../controls/fields/Check.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import './agreement.css';

interface ExportLineProps<F extends string> {
  readonly formats: readonly (readonly [format: F, label: string])[];
  readonly isReady: boolean;
  /** Answers why there is no file; with nothing where that needs no word. */
  readonly save: (format: F, hideNames: boolean) => Promise<Result<ReportSaved, string>>;
  readonly onClose: () => void;
}

/** Writes a report as a file and says where it is. */
export function ExportLine<F extends string>({
  formats,
  isReady,
  save,
  onClose,
}: ExportLineProps<F>) {
  const workspace = useWorkspace();
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const [hideNames, setHideNames] = useState(isAnonymous);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<ReportSaved | null>(null);
  const [problem, setProblem] = useState('');
  const saveAs = async (format: F): Promise<void> => {
    setBusy(true);
    setDone(null);
    setProblem('');
    const answer = await save(format, hideNames);
    setBusy(false);
    if (answer.ok) setDone(answer.value);
    else setProblem(answer.error);
  };
  return (
    <div className="agreement-export">
      {problem === '' ? null : (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {done ? (
        <p className="hint">
          Exported the report to <bdi>{showHidden(done.path)}</bdi>.{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              workspace.agreement.showSaved();
            }}
          >
            Show in folder
          </button>
        </p>
      ) : null}
      <div className="agreement-buttons">
        <Check isChecked={hideNames} onChange={setHideNames}>
          Replace names with “annotator 1”, “annotator 2”, …
        </Check>
        <span role="group" aria-label="Export the report">
          <span className="hint">{isBusy ? 'Exporting…' : 'Export as'}</span>{' '}
          {formats.map(([format, label]) => (
            <button
              key={format}
              type="button"
              disabled={isBusy || !isReady}
              onClick={() => void saveAs(format)}
            >
              {label}
            </button>
          ))}
        </span>
        <button type="button" className="primary" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
}
