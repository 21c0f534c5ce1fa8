import { invert, type Affine } from '#lib/viewing/geometry.ts';
import type { DrawnFilm, FilmRenderer } from './drawn-film.ts';

const VERTEX = `#version 300 es
const vec2 corners[3] = vec2[](vec2(-1, -1), vec2(3, -1), vec2(-1, 3));
void main() { gl_Position = vec4(corners[gl_VertexID], 0, 1); }`;

// Greys are looked up value by value and mixed afterwards: between two values another one's grey may lie.
const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D film;
uniform sampler2D table;
uniform vec2 across, down, start;
uniform float height;
uniform int samples;
out vec4 colour;

float grey(ivec2 at) {
  uint value = texelFetch(film, clamp(at, ivec2(0), textureSize(film, 0) - 1), 0).r;
  return texelFetch(table, ivec2(int(value & 255u), int(value >> 8)), 0).r;
}

float between(vec2 point) {
  vec2 corner = point - 0.5;
  ivec2 at = ivec2(floor(corner));
  vec2 part = fract(corner);
  return mix(mix(grey(at), grey(at + ivec2(1, 0)), part.x),
    mix(grey(at + ivec2(0, 1)), grey(at + ivec2(1, 1)), part.x), part.y);
}

void main() {
  vec2 size = vec2(textureSize(film, 0));
  vec2 pixel = vec2(gl_FragCoord.x, height - gl_FragCoord.y);
  vec2 point = start + pixel.x * across + pixel.y * down;
  if (any(lessThan(point, vec2(0))) || any(greaterThan(point, size))) { colour = vec4(0, 0, 0, 1); return; }
  float sum = 0.0;
  if (samples == 1) sum = between(point);
  else {
    for (int i = 0; i < samples; i++)
      for (int j = 0; j < samples; j++) {
        vec2 part = (vec2(i, j) + 0.5) / float(samples) - 0.5;
        sum += grey(ivec2(floor(point + part.x * across + part.y * down)));
      }
    sum /= float(samples * samples);
  }
  colour = vec4(vec3(sum), 1);
}`;

/** Each is one look-up more for every pixel of the screen, which a software renderer has to bear too. */
const SAMPLES_AT_MOST = 4;

/** Undefined without WebGL2, or where the film is larger than its textures. */
export function createWebglRenderer(canvas: HTMLCanvasElement, film: DrawnFilm): FilmRenderer | undefined {
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, preserveDrawingBuffer: false });
  if (gl === null) return undefined;
  const largest = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
  const program = largest < Math.max(film.columns, film.rows) ? undefined : link(gl);
  if (program === undefined) return undefined;
  gl.useProgram(program);
  gl.bindVertexArray(gl.createVertexArray());
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  const textures = [bindFilm(gl, film), bindTexture(gl, 1)];
  const place = (name: string) => gl.getUniformLocation(program, name);
  gl.uniform1i(place('film'), 0);
  gl.uniform1i(place('table'), 1);
  return {
    setTable: (table) => {
      gl.activeTexture(gl.TEXTURE1);
      const bytes = new Uint8Array(table.buffer);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, 256, table.length / 256, 0, gl.RED, gl.UNSIGNED_BYTE, bytes);
    },
    draw: (toCanvas: Affine) => {
      const [a, b, c, d, e, f] = invert(toCanvas);
      const perPixel = Math.max(Math.hypot(a, b), Math.hypot(c, d));
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.uniform2f(place('across'), a, b);
      gl.uniform2f(place('down'), c, d);
      gl.uniform2f(place('start'), e, f);
      gl.uniform1f(place('height'), canvas.height);
      gl.uniform1i(place('samples'), Math.min(SAMPLES_AT_MOST, Math.max(1, Math.ceil(perPixel))));
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
    close: () => {
      textures.forEach((texture) => {
        gl.deleteTexture(texture);
      });
    },
  };
}

function bindFilm(gl: WebGL2RenderingContext, { columns, rows, values }: DrawnFilm): WebGLTexture {
  const texture = bindTexture(gl, 0);
  if (values instanceof Uint8Array)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, columns, rows, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, values);
  else gl.texImage2D(gl.TEXTURE_2D, 0, gl.R16UI, columns, rows, 0, gl.RED_INTEGER, gl.UNSIGNED_SHORT, values);
  return texture;
}

function bindTexture(gl: WebGL2RenderingContext, unit: number): WebGLTexture {
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
  return texture;
}

function link(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : undefined;
}
