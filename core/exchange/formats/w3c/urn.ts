export function urn(uuid: string): string {
  return `urn:uuid:${uuid}`;
}
