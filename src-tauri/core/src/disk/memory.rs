//! Returns unused memory to the operating system.

/// Returns the memory that the allocator keeps for later. After a folder is first read, that is some hundred
/// megabytes in small pieces, which glibc would keep until the program ends. Other allocators return memory
/// by themselves.
pub fn trim_heap() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[allow(unsafe_code)]
    // SAFETY: malloc_trim(3) is thread-safe and touches only memory that is not in use.
    unsafe {
        libc::malloc_trim(0);
    }
}
