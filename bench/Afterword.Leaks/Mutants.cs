using System.IO.Compression;
using System.Net;
using System.Text;
using Afterword.Core.Templates;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Leaks;

/// <summary>Leaks made on purpose: a search that misses one of them proves nothing.</summary>
internal static class Mutants
{
    /// <summary>The names of those that were not found; empty when all were.</summary>
    public static IReadOnlyList<string> Missed(out int all)
    {
        var world = new World(7);
        var secret = world.Canaries.Plant("planted", alone: true);
        var missed = new List<string>();
        all = 0;
        foreach (var (name, text) in Encoded(secret))
        {
            all++;
            if (!Search.In(world.Canaries, text, Audience.Customers).Contains("planted"))
            {
                missed.Add(name);
            }
        }
        foreach (var (name, facts) in Swapped(secret))
        {
            foreach (
                var (channel, text) in Surfaces.Of(Drafting.Write(facts, null), Audience.Customers)
            )
            {
                all++;
                if (!Search.In(world.Canaries, text, Audience.Customers).Contains("planted"))
                {
                    missed.Add($"{name} by {channel}");
                }
            }
        }
        // A cause among what leaders read, and a template for customers that was given facts from inside.
        var cause = world.Canaries.Plant("cause", Fence.Engineers, alone: true);
        all++;
        if (!Search.In(world.Canaries, $"**Impact**: {cause}", Audience.Leadership).Any())
        {
            missed.Add("a cause to leadership");
        }
        all++;
        try
        {
            TemplateRenderer.Write(
                TemplateCatalog.Find(UpdateKind.InitialSummary, Audience.Customers)!,
                new CompanyFacts(world.Facts)
            );
            missed.Add("facts from inside in a template for customers");
        }
        catch (ArgumentException)
        {
            // Refused, as it must be.
        }
        return missed;
    }

    /// <summary>The secret in every form in which a message may carry it.</summary>
    private static IEnumerable<(string Name, string Text)> Encoded(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes($"words around {secret} and after");
        var base64 = Convert.ToBase64String(bytes);
        yield return ("as it is", $"see {secret}.");
        yield return ("in capitals", secret.ToUpperInvariant());
        yield return ("base64", $"Content-Transfer-Encoding: base64\r\n\r\n{base64}\r\n");
        yield return (
            "base64 over lines",
            string.Join("\r\n", base64.Chunk(20).Select(c => new string(c)))
        );
        yield return (
            "base64 for addresses",
            $"https://x.example/?d={base64.Replace('+', '-').Replace('/', '_').TrimEnd('=')}"
        );
        yield return ("quoted-printable", $"{secret[..9]}=\r\n{secret[9..]}");
        yield return (
            "quoted-printable letters",
            string.Concat(secret.Select(c => $"={(int)c:X2}"))
        );
        yield return ("an address", string.Concat(secret.Select(c => $"%{(int)c:X2}")));
        yield return ("HTML entities", string.Concat(secret.Select(c => $"&#{(int)c};")));
        yield return ("hexadecimal entities", string.Concat(secret.Select(c => $"&#x{(int)c:x};")));
        yield return ("JSON escapes", string.Concat(secret.Select(c => $"\\u{(int)c:x4}")));
        yield return ("gzip", Convert.ToBase64String(Gzip(bytes)));
        yield return ("UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)));
        yield return (
            "UTF-16, the other way",
            Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(secret))
        );
        yield return ("UTF-16 as it is", string.Concat(secret.Select(c => $"{c}\0")));
        yield return (
            "an encoded word",
            $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}?="
        );
        yield return (
            "two encoded words",
            $"Subject: =?UTF-8?Q?{secret[..11]}?=\r\n =?UTF-8?Q?{secret[11..]}?="
        );
        yield return (
            "twice encoded",
            WebUtility.UrlEncode(string.Concat(secret.Select(c => $"&#{(int)c};")))
        );
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }
        return packed.ToArray();
    }

    /// <summary>Facts for customers whose fields hold the secret one after another, as if somebody had swapped them.</summary>
    private static IEnumerable<(string Name, ICustomerFacts Facts)> Swapped(string secret)
    {
        var leaked = PublicText.Reviewed(secret, 1);
        foreach (var facts in SampleNews.ForCustomers)
        {
            foreach (
                var property in facts
                    .GetType()
                    .GetProperties()
                    .Where(p => p.PropertyType == typeof(PublicText) && p.CanWrite)
            )
            {
                var copy = (ICustomerFacts)
                    facts.GetType().GetMethod("<Clone>$")!.Invoke(facts, null)!;
                property.SetValue(copy, leaked);
                yield return ($"{facts.Kind}.{property.Name}", copy);
            }
        }
    }
}
