//! Giving memory back to the system.

/// Gives back what the allocator keeps for later. After a first reading that is some hundred megabytes in small pieces, which
/// glibc would keep for as long as the program runs; other allocators do this by themselves.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[allow(unsafe_code)]
    // SAFETY: malloc_trim(3) is thread-safe and touches only memory that nobody holds.
    unsafe {
        libc::malloc_trim(0);
    }
}
