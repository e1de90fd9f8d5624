// Builds the window's page into `dist`, and tells the tests how to run.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

import { dictionaries } from './dictionaries.ts';

export default defineConfig({
  plugins: [svelte(), svelteTesting(), dictionaries()],
  resolve: { alias: { $lib: '/src/lib' } },
  server: { port: 5173, strictPort: true },
  build: {
    // The webviews that people have: WebKitGTK 2.44, macOS 13 with its updates, WebView2.
    target: ['safari17.5', 'chrome123'],
    // The content security policy allows fonts and pictures as files only, never as data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
  },
});
