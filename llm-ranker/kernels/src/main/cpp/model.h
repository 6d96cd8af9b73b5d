// SPDX-License-Identifier: Apache-2.0
// What a pass works on: matrices, caches, branches. Plain data, since files that are compiled for
// different processors share it: a function here could be linked from the wrong one of them.
#pragma once
#include <cstddef>
#include <cstdint>

namespace edgewise {

/// Number format of a matrix or a cache.
enum class Format : int32_t { F32 = 0, BF16 = 1, INT8 = 2, INT4 = 3, F16 = 4 };

/// A matrix [rows, columns] as an archive stores it; see StoredMatrix.java.
struct Matrix {
  Format format;
  int rows, columns;
  const void* data;       ///< floats; bytes; or pairs of 4-bit numbers, [rows, columns / 2]
  const int8_t* factors;  ///< INT4: a factor for each 64 columns, [rows, columns / 64]
  const float* scales;    ///< INT8 and INT4: [rows]
  const float* panels;    ///< floats in blocks [rows / 64][columns][64], where made ahead; or null
};

/// Keys and values of one text: for each layer [2][kv][room][width], width rounded up to 16 and room
/// to a multiple of 16. Keys lie in blocks of 16 positions, [room / 16][width][16]. INT8 keeps one
/// more byte for each position: eight times the binary logarithm of its step.
struct Store {
  char* data;     ///< null: none
  int64_t texts;  ///< number of texts in this memory, [layers][2][texts]
  int64_t text;   ///< number of this text
  int64_t room;   ///< in positions
  int64_t length; ///< positions in use
};

/// Rows that follow each other in one text.
struct Branch {
  int rows;
  Store past;  ///< what the branch shares with others and comes before it
  Store own;   ///< what it read before; its rows are added. data is null: they aren't kept
};

struct Shape {
  int hidden, layers, heads, kv, ffn, width, rotary, window;
  double epsilon, rope_factor;
};

// static, so that each file has its own
template <class T>
static inline T rounded(T n, int to) { return (n + to - 1) / to * to; }
/// Bytes of a number in a cache.
static inline int64_t kept_size(Format format) { return format == Format::F32 ? 4 : format == Format::F16 ? 2 : 1; }
/// Bytes of keys or values of one layer of a text.
static inline int64_t kept_bytes(int64_t kv, int width, Format format, int64_t room) {
  return kv * room * (rounded(width, 16) * kept_size(format) + (format == Format::INT8 ? 1 : 0));
}

struct Layer {
  Matrix qkv, out, gate_up, down;
  const float *norm, *ffn_norm;  ///< [hidden], rounded up to a multiple of 64 with zeros
};

/// Memory that grows and is used again, aligned to 64 bytes. Not thread-safe.
struct Buffer {
  char* data;
  size_t bytes;
};

struct Team;

/// What a pass computes with, apart from weights. One pass at a time uses it.
struct Workspace {
  enum { X, H, QKV, MIXED, GATED, WHOLE, SUMS, PARTS, STEPS, OWN, ENDS, COUNT };
  Buffer shared[COUNT];
  Buffer* workers;  ///< one for each thread of the team
  Team* team;       ///< null: the caller alone
  int tile_rows;    ///< branches go through the model in tiles of about this many rows; 0: all at once
};

/// Where the rows whose results are asked for stand, and what is asked.
struct Ends {
  int count;
  const int64_t* rows;      ///< [count], increasing
  int labels;               ///< number of labels of each end; 0: the whole vocabulary
  const int64_t* label_ids; ///< [count, labels]
  float* logits;            ///< [count, labels or vocabulary]
};

struct Pass {
  int count;             ///< of rows
  const int64_t* ids;    ///< [count]
  int branches;
  const Branch* branch;
  Format cache;
  const float* turns;    ///< cosines and sines by position, [positions][rotary / 2][2]
  Ends ends;
};

struct Model {
  Shape shape;
  Matrix embedding, head;
  const float* norm;
  const Layer* layers;
};

/// The operations for one kind of processor.
struct Kernel {
  const char* name;
  /// Computes a pass. Returns false when memory runs out.
  bool (*pass)(const Model&, const Pass&, Workspace&);
  /// y [rows, matrix rows] = x [rows, columns] times the matrix; false when memory runs out.
  bool (*product)(const Matrix&, const float* x, int rows, float* y, Workspace&);
};

/// Runs piece 0 to pieces - 1 on the threads of a team; worker is below the number of its threads.
void run_pieces(Team*, int pieces, void (*call)(void* context, int piece, int worker), void* context);
int team_size(const Team*);
/// Makes a buffer at least this large; false when memory runs out.
bool reserve(Buffer&, size_t bytes);

extern const Kernel amx_kernel, avx512_kernel, avxvnni_kernel, avx2_kernel, i8mm_kernel, dotprod_kernel;

}  // namespace edgewise
