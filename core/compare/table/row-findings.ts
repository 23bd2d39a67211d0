import { addToGroup } from '../../collections/order.ts';
import type { FindingWord } from '../../event/records.ts';
import type { ComparedFinding } from '../comparison/comparison.ts';
import { findingKey } from '../../event/places.ts';

/** Which findings are about which items, those that were dismissed aside. */
export class RowFindings {
  private readonly byItem = new Map<number, string[]>();
  private readonly dismissed = new Set<string>();

  constructor(findings: readonly ComparedFinding[], words: Iterable<FindingWord>) {
    for (const { type, places, verdict } of words) {
      if (verdict === 'dismissed') this.dismissed.add(findingKey(type, places));
    }
    for (const finding of findings) {
      if (this.isDismissed(finding)) continue;
      for (const item of new Set(finding.items)) if (item !== null) this.add(item, finding.key);
    }
  }

  isDismissed({ key }: ComparedFinding): boolean {
    return this.dismissed.has(key);
  }

  add(item: number, key: string): void {
    addToGroup(this.byItem, item, key);
  }

  of(item: number): readonly string[] {
    return this.byItem.get(item) ?? [];
  }
}
