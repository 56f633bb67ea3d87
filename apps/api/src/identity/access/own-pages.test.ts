import { describe, expect, it } from '@jest/globals';
import { provenanceOf, type Provenance, type Sender } from './own-pages.js';

const PUBLIC = 'https://dunwell.example';
const LOCAL = '127.0.0.1:3000';

type Row = [Partial<Sender>, string | undefined, Provenance];

describe('where a request comes from', () => {
  it.each<Row>([
    // What the browser says itself outweighs everything.
    [{ fetchSite: 'same-origin', origin: 'http://localhost:5173' }, undefined, 'ownPage'],
    [{ fetchSite: 'none' }, undefined, 'ownPage'],
    [{ fetchSite: 'same-site', origin: PUBLIC }, PUBLIC, 'foreignPage'],
    [{ fetchSite: 'cross-site', origin: `http://${LOCAL}` }, undefined, 'foreignPage'],
    [{ fetchSite: 'something new' }, undefined, 'foreignPage'],
    // Browsers tell only the origin where there is no TLS.
    [{ origin: `http://${LOCAL}` }, undefined, 'ownPage'],
    [{ origin: `https://${LOCAL}` }, undefined, 'ownPage'],
    [{ origin: 'http://127.0.0.1:3001' }, undefined, 'foreignPage'],
    [{ origin: 'https://evil.example' }, undefined, 'foreignPage'],
    [{ origin: 'null' }, undefined, 'foreignPage'],
    [{ origin: 'null', host: 'null' }, undefined, 'foreignPage'],
    [{ origin: PUBLIC }, PUBLIC, 'ownPage'],
    [{ origin: PUBLIC, host: 'api:3000' }, PUBLIC, 'ownPage'],
    [{ origin: `http://${LOCAL}` }, PUBLIC, 'ownPage'],
    [{ origin: 'http://dunwell.example', host: 'dunwell.example' }, PUBLIC, 'foreignPage'],
    [{ origin: 'https://dunwell.example.evil.example' }, PUBLIC, 'foreignPage'],
    [{ origin: 'https://evil.example', host: undefined }, undefined, 'foreignPage'],
    [{}, PUBLIC, 'unknown'],
  ])('%j at the public URL %s: %s', (sender, publicUrl, expected) => {
    const complete = { fetchSite: undefined, origin: undefined, host: LOCAL, ...sender };
    expect(provenanceOf(complete, publicUrl)).toBe(expected);
  });
});
