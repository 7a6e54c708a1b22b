using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Afterword.Server.Shell;

/// <summary>
/// The bundled script, style sheet, fonts and icon, served from memory under <c>/lib/{version}/{name}</c>. The version is a hash
/// over all of them, so a browser may keep them for ever and still never shows an old one.
/// </summary>
internal static class ClientAssets
{
    private const string Prefix = "lib/";

    private static readonly FrozenDictionary<string, Asset> Assets = Load();

    private static readonly string Version = HashOf(
        Assets.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => a.Value.Stored)
    );

    /// <summary>The address of a bundled file, version included.</summary>
    public static string Url(string name) => $"/lib/{Version}/{name}";

    /// <summary>The text of a bundled file that is not compressed.</summary>
    public static byte[] Bytes(string name) => Assets[name].Stored;

    public static void MapClientAssets(this IEndpointRouteBuilder app)
    {
        app.MapGet("/lib/{version}/{name}", Serve).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/favicon.ico", () => Results.Redirect(Url("icon.svg")))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static IResult Serve(string version, string name, HttpContext context)
    {
        if (!Assets.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }
        var headers = context.Response.Headers;
        headers.CacheControl =
            version == Version ? "public, max-age=31536000, immutable" : "no-cache";
        if (asset.Brotli)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
        }
        var (bytes, encoding) = asset.For(context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }
        return Results.Bytes(
            bytes,
            asset.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{Version}{encoding}\"")
        );
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(ClientAssets).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(resource =>
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                var brotli = resource.EndsWith(".br", StringComparison.Ordinal);
                var name = resource[Prefix.Length..(brotli ? ^3 : ^0)];
                return KeyValuePair.Create(name, new Asset(TypeOf(name), copy.ToArray(), brotli));
            })
            .ToFrozenDictionary();
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".woff2" => "font/woff2",
            ".json" => "application/json",
            var other => throw new InvalidOperationException(
                $"No content type is known for '{other}'."
            ),
        };

    private static string HashOf(IEnumerable<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..12];

    /// <summary>One file as it was embedded; other encodings are made when first asked for, since most browsers take Brotli.</summary>
    private sealed class Asset(string contentType, byte[] stored, bool brotli)
    {
        private readonly Lazy<byte[]> _plain = new(() => brotli ? Unpack(stored) : stored);
        private byte[]? _gzip;

        public string ContentType => contentType;

        public byte[] Stored => stored;

        public bool Brotli => brotli;

        // Browsers offer br over TLS and on localhost only; over plain HTTP on a local network they offer gzip.
        public (byte[] Bytes, string? Encoding) For(string accepted) =>
            !brotli ? (stored, null)
            : accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? (stored, "br")
            : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase)
                ? (_gzip ??= Pack(_plain.Value), "gzip")
            : (_plain.Value, null);

        private static byte[] Unpack(byte[] packed)
        {
            using var plain = new MemoryStream();
            using (
                var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)
            )
            {
                stream.CopyTo(plain);
            }
            return plain.ToArray();
        }

        private static byte[] Pack(byte[] plain)
        {
            using var packed = new MemoryStream();
            using (var stream = new GZipStream(packed, CompressionLevel.SmallestSize))
            {
                stream.Write(plain);
            }
            return packed.ToArray();
        }
    }
}
