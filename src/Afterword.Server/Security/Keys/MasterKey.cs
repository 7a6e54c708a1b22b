using System.Security.Cryptography;
using Afterword.Server.Data;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security.Keys;

/// <summary>
/// The one secret outside of the database: without it a copy of the database gives away no password of a mail server and no
/// session. From <c>Security:MasterKey</c>, else from <c>master.key</c> in the data folder.
/// </summary>
internal sealed class MasterKey(IOptions<SecurityOptions> security, IOptions<DatabaseOptions> data)
{
    private const int Bytes = 32;
    private byte[]? _key;

    public string Path => System.IO.Path.Combine(data.Value.Folder, "master.key");

    public bool Exists => security.Value.MasterKey.Length > 0 || File.Exists(Path);

    /// <summary>Makes the file, readable by its owner alone. Only for a database that nothing is encrypted in yet.</summary>
    public void Create()
    {
        DataFolder.Make(data.Value.Folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new FileStream(Path, options);
        file.Write(
            System.Text.Encoding.ASCII.GetBytes(
                Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)) + "\n"
            )
        );
        file.Flush(flushToDisk: true);
    }

    /// <summary>The key for one purpose; another purpose gets another key.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is not one.</exception>
    public byte[] For(string purpose) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            _key ??= Read(),
            Bytes,
            info: System.Text.Encoding.ASCII.GetBytes(purpose)
        );

    private byte[] Read()
    {
        var (text, place) = security.Value.MasterKey is { Length: > 0 } configured
            ? (configured, "Security:MasterKey")
            : (File.ReadAllText(Path), Path);
        var key = new byte[Bytes + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Bytes
            ? key[..Bytes]
            : throw new InvalidOperationException(
                $"{place} holds no master key: it is 32 bytes in Base64, as 'openssl rand -base64 32' prints them."
            );
    }
}
