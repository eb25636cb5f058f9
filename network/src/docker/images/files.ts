// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

/** The folder with a Dockerfile for each kind of image. */
export const IMAGES = path.resolve(__dirname, '../../../images');
