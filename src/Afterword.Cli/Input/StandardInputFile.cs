namespace Afterword.Cli.Input;

/// <summary>Reads standard input as a document, within the same limit as a file.</summary>
internal static class StandardInputFile
{
    internal static DocumentFile Read(Stream input)
    {
        const string name = "-";
        using var memory = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var n = input.Read(buffer); n > 0; n = input.Read(buffer))
        {
            memory.Write(buffer, 0, n);
            if (memory.Length > DocumentFiles.MaxBytes)
                return new(
                    name,
                    null,
                    $"has more than {DocumentFiles.MaxBytes:N0} bytes, the most that is read"
                );
        }
        return DocumentFiles.Decode(name, memory.ToArray());
    }
}
