import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

/** Where `npm start` or `npm run dev` serves the API while Vite serves the console. */
const API = 'http://127.0.0.1:3000';

// Vite takes its settings as a default export.
// eslint-disable-next-line no-restricted-syntax
export default defineConfig({
  // The server sends the compressed files as they are.
  plugins: [react(), compression({ algorithms: ['gzip', 'brotliCompress'] })],
  build: { target: 'es2023', sourcemap: false, reportCompressedSize: false },
  server: { proxy: { '/api': API, '/pay': API } },
});
