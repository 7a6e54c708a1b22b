using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Afterword.Server.Start;

namespace Afterword.Tests.Start;

public sealed class ProgramPagesTests
{
    [Theory]
    [InlineData(
        "7f3c12000000-7f3c12021000 r-xp 00001000 fe:00 131                        /usr/lib/libc.so.6",
        0x7f3c12000000,
        0x21000,
        true
    )]
    [InlineData(
        "7f00-8f00 r--s 00000000 00:2e 9 /opt/a folder/Afterword.Server.dll",
        0x7f00,
        0x1000,
        true
    )]
    [InlineData("7f00-8f00 rw-p 00000000 00:2e 9 /opt/Afterword.Server.dll", 0x7f00, 0x1000, false)]
    public void Pages_of_a_program_file_are_given_back(
        string line,
        long from,
        int length,
        bool isReadOnly
    )
    {
        Assert.Equal(((nint)from, (nuint)length), ProgramPages.OfFile(line));
        Assert.Equal(isReadOnly, ProgramPages.IsReadOnly(line));
    }

    [Theory]
    [InlineData("7f00-8f00 rw-p 00000000 00:00 0")]
    [InlineData("7f00-8f00 rw-p 00000000 00:00 0                          [heap]")]
    [InlineData("7f00-8f00 rw-s 00000000 00:2e 9 /data/afterword.db-shm")]
    [InlineData("7f00-8f00 r-xs 00000000 00:01 4 /memfd:doublemapper (deleted)")]
    [InlineData("what no kernel says")]
    public void Memory_of_our_own_and_files_that_are_written_stay(string line) =>
        Assert.Null(ProgramPages.OfFile(line));

    /// <summary>As a linker does it: maps a file, writes addresses into some of its pages and closes them for writing.</summary>
    [Fact]
    public void A_page_that_was_written_to_stays_and_its_neighbors_go_once_their_program_has_settled()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        var page = Environment.SystemPageSize;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)'f', 3 * page)]);
            using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
            using var program = file.CreateViewAccessor(
                0,
                3 * page,
                MemoryMappedFileAccess.CopyOnWrite
            );
            // Another program has it mapped too.
            using var other = file.CreateViewAccessor(0, 3 * page, MemoryMappedFileAccess.Read);
            var at = program.SafeMemoryMappedViewHandle.DangerousGetHandle();
            program.Write(page, (byte)'w');
            Assert.Equal("fwf", Read(program));
            Assert.Equal("fff", Read(other));
            Assert.Equal(0, Protect(at, (nuint)(3 * page), 1));

            ProgramPages.GiveBack();
            Assert.Equal([true, true, true], Present(at));

            ProgramPages.GiveBack();
            Assert.Equal([false, true, false], Present(at));
            Assert.Equal("fwf", Read(program));
        }
        finally
        {
            File.Delete(path);
        }

        string Read(MemoryMappedViewAccessor view) =>
            string.Concat(Enumerable.Range(0, 3).Select(i => (char)view.ReadByte(i * page)));

        bool[] Present(nint at)
        {
            using var pages = File.OpenHandle("/proc/self/pagemap");
            var entries = new ulong[3];
            var offset = (long)at / page * sizeof(ulong);
            RandomAccess.Read(pages, MemoryMarshal.AsBytes(entries.AsSpan()), offset);
            return [.. entries.Select(entry => entry >> 63 == 1)];
        }
    }

    [DllImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(nint address, nuint length, int access);
}
