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
        await Cut(answer, cancellationToken);
        return answer;
    }

    /// <summary>Replaces the answer's stream by what fits; an endless or enormous body then costs 64 KB, not the memory.</summary>
    private static async Task Cut(HttpResponseMessage answer, CancellationToken cancel)
    {
        var whole = answer.Content;
        var kept = new byte[OutgoingHttp.MaxAnswer];
        int length;
        await using (var stream = await whole.ReadAsStreamAsync(cancel))
            length = await stream.ReadAtLeastAsync(
                kept,
                kept.Length,
                throwOnEndOfStream: false,
                cancel
            );
        var cut = new ByteArrayContent(kept, 0, length);
        foreach (var header in whole.Headers.Where(h => h.Key != "Content-Length"))
            cut.Headers.TryAddWithoutValidation(header.Key, header.Value);
        answer.Content = cut;
        whole.Dispose();
    }
}
