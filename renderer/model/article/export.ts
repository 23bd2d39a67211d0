import type { AnswerOf, Bridge, RequestOf } from '#core/contract/contract.ts';

interface ExportNeeds {
  readonly bridge: Pick<Bridge, 'invoke'>;
}

/** Tags that leave the program as files, and the ways to the file that was written last. */
export class Export {
  constructor(private readonly needs: ExportNeeds) {}

  /** What would be written, with the first record. A newer question ends an older one. */
  preview(request: RequestOf<'export:preview'>): Promise<AnswerOf<'export:preview'>> {
    return this.needs.bridge.invoke('export:preview', request);
  }

  /** Writes where the analyst says. */
  save(request: RequestOf<'export:save'>): Promise<AnswerOf<'export:save'>> {
    return this.needs.bridge.invoke('export:save', request);
  }

  /** Stops what is being written; nothing of it stays. */
  stop(): void {
    void this.needs.bridge.invoke('export:stop', undefined);
  }

  /** Shows what was written last in the folder that it is in. */
  showSaved(): void {
    void this.needs.bridge.invoke('shell:show-export', undefined);
  }

  /** Puts the path of what was written on the clipboard. */
  copyPath(path: string): void {
    void this.needs.bridge.invoke('clipboard:write', { text: path });
  }
}
