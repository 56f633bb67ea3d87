export default async function stopPostgres() {
  await globalThis.dunwellTestServer?.stop();
}
