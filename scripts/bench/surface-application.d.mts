/** Builds into an empty folder, which the runtime opens like any application; the path is absolute. */
export function buildSurfaceApplication(folder: string): Promise<void>;
