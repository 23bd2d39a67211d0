/** Builds into an empty folder, which the runtime opens like any application; the path is absolute. */
export function buildSurfaceApplication(folder: string): Promise<void>;

/** The same around the `harness.html` of a folder. */
export function buildPageApplication(folder: string, source: string): Promise<void>;
