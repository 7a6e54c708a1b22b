using System.Globalization;
using System.Runtime.InteropServices;

namespace Afterword.Server.Start;

/// <summary>
/// The pages of program files that this process has touched once: half of the memory of an idle server, for code that only a start or a
/// rare page runs. The system would take them back under pressure; here it is told that it may now. What is needed again comes
/// from the file cache, a page at a time. Linux (madvise(2), MADV_PAGEOUT); elsewhere nothing happens.
/// </summary>
internal static class ProgramPages
{
    private const int PageOut = 21; // MADV_PAGEOUT of <linux/mman.h>, since Linux 5.4

    /// <summary>Asks for it; a kernel that knows nothing of it says no, which is no error.</summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        try
        {
            foreach (var (from, length) in File.ReadLines("/proc/self/maps").SelectMany(OfFile))
            {
                _ = Advise(from, length, PageOut);
            }
        }
        catch (Exception hidden)
            when (hidden is IOException or UnauthorizedAccessException or TypeLoadException)
        {
            // A sandbox that hides the list, or no C library with the call: then the pages stay.
        }
    }

    /// <summary>The address and the length of a mapping, if it is of a file that nobody writes through it.</summary>
    internal static IEnumerable<(nint From, nuint Length)> OfFile(string line)
    {
        // 7f3c12000000-7f3c12021000 r-xp 00001000 fe:00 131 /usr/share/dotnet/….so
        if (
            line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries)
                is [var range, var access, _, _, _, var file]
            && file.TrimStart().StartsWith('/')
            && !file.Contains("memfd:", StringComparison.Ordinal)
            && !(access.Contains('w', StringComparison.Ordinal) && access.EndsWith('s'))
            && range.Split('-') is [var from, var to]
            && ulong.TryParse(from, NumberStyles.HexNumber, null, out var first)
            && ulong.TryParse(to, NumberStyles.HexNumber, null, out var end)
        )
        {
            yield return ((nint)first, (nuint)(end - first));
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nuint length, int advice);
}
