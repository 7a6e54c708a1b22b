using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Afterword.Server.Start;

/// <summary>
/// The pages of program files that this process has touched once: half of the memory of an idle server, for code that only a start or a
/// rare page runs. The system would take them back under pressure; here they are given back at once. What is needed again comes
/// from the file cache, some pages at a time. Linux (madvise(2)); elsewhere nothing happens.
/// </summary>
internal static class ProgramPages
{
    private const int DontNeed = 4; // MADV_DONTNEED of <linux/mman.h>
    private const int PageOut = 21; // MADV_PAGEOUT, since Linux 5.4
    private const int PagesAtATime = 512;

    /// <summary>The mappings that stood at the last look. One that is younger may still be written to: its program is being linked.</summary>
    private static HashSet<string> _standing = [];

    /// <summary>Remembers which programs are loaded, for a <see cref="GiveBack"/> some seconds later.</summary>
    public static void Look() =>
        Try(() =>
            _standing = [
                .. File.ReadLines("/proc/self/maps").Where(m => IsReadOnly(m) && OfFile(m) is { }),
            ]
        );

    /// <summary>Gives back what may go; a kernel that knows nothing of it says no, which is no error.</summary>
    public static void GiveBack() =>
        Try(() =>
        {
            using var pages = PageMap();
            Go(File.ReadLines("/proc/self/maps"), pages);
            _ = TrimHeap(0);
        });

    private static void Try(Action work)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        try
        {
            work();
        }
        catch (Exception hidden)
            when (hidden is IOException or UnauthorizedAccessException or TypeLoadException)
        {
            // A sandbox that hides the lists, or no C library with the calls: then the pages stay.
        }
    }

    /// <summary>The address and the length of a mapping, if it is of a file that nobody writes through it.</summary>
    internal static (nint From, nuint Length)? OfFile(string line)
    {
        // 7f3c12000000-7f3c12021000 r-xp 00001000 fe:00 131 /usr/share/dotnet/….so
        Span<Range> parts = stackalloc Range[6];
        var text = line.AsSpan();
        if (text.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries) < parts.Length)
        {
            return null;
        }
        var range = text[parts[0]];
        var access = text[parts[1]];
        var file = text[parts[5]].TrimStart();
        return
            file is ['/', ..]
            && !file.Contains("memfd:", StringComparison.Ordinal)
            && !(access.Contains('w') && access is [.., 's'])
            && range.IndexOf('-') is > 0 and var dash
            && ulong.TryParse(range[..dash], NumberStyles.HexNumber, null, out var from)
            && ulong.TryParse(range[(dash + 1)..], NumberStyles.HexNumber, null, out var to)
            ? ((nint)from, (nuint)(to - from))
            : null;
    }

    /// <summary>Whether nothing can be written through a mapping: the list has the access second, as <c>r-xp</c>.</summary>
    internal static bool IsReadOnly(string line) =>
        line.AsSpan(line.IndexOf(' ', StringComparison.Ordinal) + 1) is ['r', '-', ..];

    /// <summary>Null where a process may not look at its own pages.</summary>
    private static SafeFileHandle? PageMap()
    {
        try
        {
            return File.OpenHandle("/proc/self/pagemap");
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Go(IEnumerable<string> maps, SafeFileHandle? pages)
    {
        var standing = new HashSet<string>();
        foreach (var line in maps)
        {
            if (OfFile(line) is not var (from, length))
            {
                continue;
            }
            if (IsReadOnly(line))
            {
                standing.Add(line);
                if (pages is not null && _standing.Contains(line))
                {
                    LetGo(pages, from, length);
                }
            }
            // What cannot be let go of goes unless another program has it mapped too.
            _ = Advise(from, length, PageOut);
        }
        _standing = standing;
    }

    /// <summary>Lets go of the pages that are as they are in their file: one that the linker wrote to exists nowhere else.</summary>
    private static void LetGo(SafeFileHandle pages, nint from, nuint length)
    {
        var size = Environment.SystemPageSize;
        var (first, count) = ((long)from / size, (int)((long)length / size));
        Span<ulong> entries = stackalloc ulong[PagesAtATime];
        for (var done = 0; done < count; done += PagesAtATime)
        {
            var part = entries[..Math.Min(PagesAtATime, count - done)];
            var offset = (first + done) * sizeof(ulong);
            if (
                RandomAccess.Read(pages, MemoryMarshal.AsBytes(part), offset)
                < part.Length * sizeof(ulong)
            )
            {
                return;
            }
            for (var i = 0; i < part.Length; i++)
            {
                var start = i;
                while (i < part.Length && IsOfFile(part[i]))
                {
                    i++;
                }
                if (i > start)
                {
                    var address = from + (nint)(done + start) * size;
                    _ = Advise(address, (nuint)(i - start) * (nuint)size, DontNeed);
                }
            }
        }
    }

    /// <summary>Bit 63 of an entry: the page is there; bit 61: it is the file's own page, not a copy that was written to.</summary>
    private static bool IsOfFile(ulong entry) => entry >> 63 == 1 && (entry >> 61 & 1) == 1;

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nuint length, int advice);

    /// <summary>What the just-in-time compiler has freed, glibc keeps for its next time.</summary>
    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nuint keep);
}
