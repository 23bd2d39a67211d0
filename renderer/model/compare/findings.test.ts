import { describe, expect, it } from 'vitest';

import { openCompare } from '../testing/compare.ts';
import { chosenFinding, listFindings } from './rows/finding-list.ts';

async function openFindings() {
  const window = await openCompare();
  window.workspace.compare.showSection('findings');
  return window;
}

describe('a finding', () => {
  it('is confirmed, and the next one is chosen', async () => {
    const { workspace, event } = await openFindings();
    const before = listFindings(workspace.state.compare);
    expect(before).toHaveLength(8);
    await workspace.findings.confirm();
    expect([...event.document.findingWords].map(({ verdict }) => verdict)).toEqual(['confirmed']);
    expect(listFindings(workspace.state.compare)[0]?.word?.verdict).toBe('confirmed');
    expect(chosenFinding(workspace.state.compare)?.key).toBe(before[1]?.key);
    expect(workspace.state.message).toBe('Splice confirmed. 7 findings not decided.');
  });

  it('is dismissed with the reason, and open again when that is taken back', async () => {
    const { workspace, event } = await openFindings();
    workspace.findings.askReason();
    expect(workspace.state.dialog).toEqual({ type: 'dismiss-finding' });
    await workspace.findings.dismiss('Harmless');
    expect([...event.document.findingWords][0]).toMatchObject({
      verdict: 'dismissed',
      reason: 'Harmless',
    });
    await workspace.changes.travel('undo');
    expect(listFindings(workspace.state.compare).every(({ word }) => word === null)).toBe(true);
  });

  it('is left out of what is not decided once it is decided', async () => {
    const { workspace } = await openFindings();
    workspace.compare.setShow('undecided');
    await workspace.findings.confirm();
    expect(listFindings(workspace.state.compare)).toHaveLength(7);
  });
});
