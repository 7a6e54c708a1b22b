namespace Afterword.Server.Security;

/// <summary>Refuses a URL that may not be posted to, and reads no more of an answer than <see cref="OutgoingHttp.MaxAnswer"/>.</summary>
internal sealed class OutgoingHandler(OutgoingAllowList allowed) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var why = request.RequestUri is { } url
            ? OutgoingUrl.WhyNot(url, allowed)
            : "There is no address.";
        if (why is not null)
            throw new HttpRequestException(why, new OutgoingRefusedException(why));
        var answer = await base.SendAsync(request, cancellationToken);
        var most = request.Options.TryGetValue(OutgoingHttp.AtMost, out var asked)
            ? asked
            : OutgoingHttp.MaxAnswer;
        await Cut(answer, most, cancellationToken);
        return answer;
    }

    /// <summary>Replaces the answer's stream by what fits; an endless or enormous body then costs 64 KB, not the memory.</summary>
    private static async Task Cut(HttpResponseMessage answer, int most, CancellationToken cancel)
    {
        var whole = answer.Content;
        using var kept = new MemoryStream();
        await using (var stream = await whole.ReadAsStreamAsync(cancel))
        {
            var part = new byte[16 * 1024];
            for (var read = 1; read > 0 && kept.Length < most; )
            {
                var room = (int)Math.Min(part.Length, most - kept.Length);
                read = await stream.ReadAsync(part.AsMemory(0, room), cancel);
                kept.Write(part, 0, read);
            }
        }
        var cut = new ByteArrayContent(kept.ToArray());
        foreach (var header in whole.Headers.Where(h => h.Key != "Content-Length"))
            cut.Headers.TryAddWithoutValidation(header.Key, header.Value);
        answer.Content = cut;
        whole.Dispose();
    }
}
