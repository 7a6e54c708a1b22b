using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading.Channels;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>smtp-server and mailparser under Node, with a certificate of their own that nobody vouches for.</summary>
public sealed class MailSink : IAsyncLifetime
{
    private readonly Channel<Taken> _taken = Channel.CreateUnbounded<Taken>();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("afterword-sink-");
    private Process? _node;

    /// <summary>The port that speaks in the clear and offers STARTTLS.</summary>
    public int PlainPort { get; private set; }

    /// <summary>The port that speaks TLS from the first byte.</summary>
    public int TlsPort { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var (key, cert) = Certificate();
        _node = await NodePeers.Start("mail-sink.js", key, cert);
        var first = await _node.StandardOutput.ReadLineAsync();
        var ports = JsonDocument.Parse(first!).RootElement;
        PlainPort = ports.GetProperty("plain").GetInt32();
        TlsPort = ports.GetProperty("tls").GetInt32();
        _ = Read(_node.StandardOutput);
    }

    /// <summary>The next message it took, in order of arrival. Fails after three minutes without one.</summary>
    public async Task<Taken> Next()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return await _taken.Reader.ReadAsync(deadline.Token);
    }

    /// <summary>Whether it took nothing that no test has asked for.</summary>
    public bool IsEmpty => !_taken.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            _node.StandardInput.Close();
            await _node.WaitForExitAsync();
            _node.Dispose();
        }
        _folder.Delete(recursive: true);
    }

    private async Task Read(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
            await _taken.Writer.WriteAsync(
                JsonSerializer.Deserialize<Taken>(line, JsonSerializerOptions.Web)!
            );
    }

    private (string Key, string Cert) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var cert = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(2)
        );
        var keyFile = Path.Combine(_folder.FullName, "key.pem");
        var certFile = Path.Combine(_folder.FullName, "cert.pem");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certFile, cert.ExportCertificatePem());
        return (keyFile, certFile);
    }
}

/// <summary>A message as mailparser read it.</summary>
public sealed record Taken(
    bool Secure,
    string? User,
    string EnvelopeFrom,
    IReadOnlyList<string> EnvelopeTo,
    byte[] Raw,
    IReadOnlyList<string> Headers,
    string Subject,
    IReadOnlyList<TakenPerson> From,
    IReadOnlyList<TakenPerson> To,
    DateTimeOffset Date,
    string MessageId,
    string? InReplyTo,
    IReadOnlyList<string> References,
    JsonElement List,
    string? AutoSubmitted,
    string Text,
    string Html,
    IReadOnlyList<TakenFile> Attachments
);

public sealed record TakenPerson(string Name, string Address);

public sealed record TakenFile(string Type, string Name, byte[] Content);
