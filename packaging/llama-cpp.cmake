# Read by CMake right after llama-cpp-python's own project() call.
# Its CMakeLists forces llama.cpp's command-line helpers on; the service never loads them and they
# take more than half of the compile. A normal variable wins over that cached value (CMake CMP0126).
set(LLAMA_BUILD_COMMON OFF)
