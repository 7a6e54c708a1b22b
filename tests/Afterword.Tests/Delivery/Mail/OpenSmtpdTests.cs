using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>A mail server that people run in earnest: OpenSMTPD, delivering into files.</summary>
public sealed class OpenSmtpdTests
{
    [Fact]
    public async Task OpenSMTPD_takes_our_mail_delivers_it_unchanged_and_refuses_what_is_not_its_own()
    {
        if (!File.Exists("/usr/sbin/smtpd"))
            Assert.Skip("OpenSMTPD is not installed (package opensmtpd).");
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("OpenSMTPD needs root to start.");
        if (OperatingSystem.IsLinux())
            await SendToIt();
    }

    [SupportedOSPlatform("linux")]
    private static async Task SendToIt()
    {
        await using var server = await OpenSmtpd.Start();
        var text = "Grüße\n.\n..\nFrom here\n" + new string('x', 3000) + "\nend  \n";
        var mail = SomeMail.Mail("Störung behoben – 日本語", text) with
        {
            References = ["root@example.test"],
            ListId = "inc-12.example.test",
            UnsubscribeUrl = new Uri("https://example.test/stop/1"),
            Attachments = [new Attachment("a.md", "text/markdown", "# a\n"u8.ToArray())],
        };
        var written = MimeWriter.Write(mail);

        var results = await SomeMail
            .Sender()
            .Send(
                SomeMail.Server(server.Port),
                SomeMail.To("lee@example.test", "lee@elsewhere.test"),
                written,
                default
            );

        Assert.IsType<SendResult.Sent>(results[0]);
        Assert.Contains("550", Assert.IsType<SendResult.GiveUp>(results[1]).Reason);
        var delivered = (await server.Delivered())
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal);
        // The server puts its trace fields in front; everything of ours stays as it was to the byte.
        Assert.EndsWith(written.TrimEnd(), delivered.TrimEnd(), StringComparison.Ordinal);
        var read = StrictMail.Parse(
            delivered[delivered.IndexOf("Date: ", StringComparison.Ordinal)..]
        );
        Assert.Equal("Störung behoben – 日本語", read.Words("Subject"));
        Assert.Equal("<d1@example.test>", read["Message-ID"]);
        Assert.Equal("<root@example.test>", read["In-Reply-To"]);
        Assert.Equal("<inc-12.example.test>", read["List-Id"]);
    }

    [SupportedOSPlatform("linux")]
    private sealed class OpenSmtpd : IAsyncDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(
            "afterword-smtpd-"
        );
        private Process? _server;

        public int Port { get; private set; }

        private string Inbox => Path.Combine(_folder.FullName, "in");

        public static async Task<OpenSmtpd> Start()
        {
            var server = new OpenSmtpd { Port = FreePort() };
            // The server delivers as the user nobody, who must be able to write there.
            Directory.CreateDirectory(server.Inbox);
            File.SetUnixFileMode(server._folder.FullName, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(server.Inbox, (UnixFileMode)0b111_111_111);
            var config = Path.Combine(server._folder.FullName, "smtpd.conf");
            await File.WriteAllTextAsync(
                config,
                $$"""
                listen on 127.0.0.1 port {{server.Port}}
                table people { "@example.test" = nobody }
                action "keep" mda "/bin/sh -c 'cat > {{server.Inbox}}/$$.part && mv {{server.Inbox}}/$$.part {{server.Inbox}}/$$.eml'" virtual <people> user nobody
                match from any for domain "example.test" action "keep"

                """
            );
            server._server = Process.Start(
                new ProcessStartInfo("/usr/sbin/smtpd", ["-d", "-f", config])
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            await server.Ready();
            return server;
        }

        /// <summary>The next mail in the inbox.</summary>
        public async Task<string> Delivered()
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            while (true)
            {
                if (Directory.EnumerateFiles(Inbox, "*.eml").FirstOrDefault() is { } file)
                    return await File.ReadAllTextAsync(file, Encoding.UTF8, deadline.Token);
                await Task.Delay(50, deadline.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_server is { HasExited: false })
            {
                // Asked politely it ends its six children itself; killed, it would leave them to nobody.
                using var kill = Process.Start("kill", ["-TERM", $"{_server.Id}"]);
                await _server.WaitForExitAsync();
            }
            _server?.Dispose();
            _folder.Delete(recursive: true);
        }

        private async Task Ready()
        {
            var output = _server!.StandardError.ReadToEndAsync();
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            while (true)
            {
                if (_server.HasExited)
                    Assert.Skip($"OpenSMTPD did not start: {await output}");
                if (await SomeMail.Sender().Probe(SomeMail.Server(Port), deadline.Token) is null)
                    return;
                await Task.Delay(50, deadline.Token);
            }
        }

        /// <summary>OpenSMTPD cannot be told "any free port", so one is asked for and given back.</summary>
        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
