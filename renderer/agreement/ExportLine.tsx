import { useState } from 'react';

import type {
  AgreementFormat,
  AgreementRequest,
  AgreementSaved,
} from '#core/contract/agreement.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Check } from '../controls/Check.tsx';
import { exportErrorSentence } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

const FORMATS: readonly (readonly [AgreementFormat, string])[] = [
  ['html', 'HTML…'],
  ['csv', 'CSV…'],
  ['json', 'JSON…'],
];

interface ExportLineProps {
  readonly request: AgreementRequest;
  readonly isReady: boolean;
  readonly onClose: () => void;
}

/** Writes the report as a file and says where it is. */
export function ExportLine({ request, isReady, onClose }: ExportLineProps) {
  const workspace = useWorkspace();
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const [hideNames, setHideNames] = useState(isAnonymous);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<AgreementSaved | null>(null);
  const [problem, setProblem] = useState('');
  const save = async (format: AgreementFormat): Promise<void> => {
    setBusy(true);
    setDone(null);
    setProblem('');
    const answer = await workspace.agreement.save({ ...request, format, hideNames });
    setBusy(false);
    if (answer.ok) setDone(answer.value);
    else if (answer.error.type !== 'cancelled') setProblem(exportErrorSentence(answer.error));
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
          {FORMATS.map(([format, label]) => (
            <button
              key={format}
              type="button"
              disabled={isBusy || !isReady}
              onClick={() => void save(format)}
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
