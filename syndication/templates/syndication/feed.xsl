<?xml version="1.0" encoding="utf-8"?>
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:atom="http://www.w3.org/2005/Atom"
  exclude-result-prefixes="atom">
  <xsl:output method="html" encoding="utf-8" doctype-system="about:legacy-compat"/>

  <xsl:template match="/rss/channel">
    <xsl:call-template name="page">
      <xsl:with-param name="title" select="title"/>
      <xsl:with-param name="description" select="description"/>
      <xsl:with-param name="site" select="link"/>
      <xsl:with-param name="language" select="language"/>
      <xsl:with-param name="entries" select="item"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/atom:feed">
    <xsl:call-template name="page">
      <xsl:with-param name="title" select="atom:title"/>
      <xsl:with-param name="description" select="atom:subtitle"/>
      <xsl:with-param name="site" select="atom:link[@rel='alternate']/@href"/>
      <xsl:with-param name="language" select="@xml:lang"/>
      <xsl:with-param name="entries" select="atom:entry"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="page">
    <xsl:param name="title"/>
    <xsl:param name="description"/>
    <xsl:param name="site"/>
    <xsl:param name="language"/>
    <xsl:param name="entries"/>
    <html lang="{$language}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:value-of select="$title"/></title>
        <style>
          :root { color-scheme: light dark; --ink: #1d2327; --quiet: #5b666d; --line: #d5dadd; --link: #0b5c46; --paper: #fff; }
          @media (prefers-color-scheme: dark) {
            :root { --ink: #e8ecee; --quiet: #a4afb6; --line: #38424a; --link: #7fd6b6; --paper: #1a1f23; }
          }
          body { margin: 0 auto; max-width: 42rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
            font: 1.0625rem/1.6 system-ui, sans-serif; }
          a { color: var(--link); }
          .note { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; color: var(--quiet); }
          article { border-top: 1px solid var(--line); padding: 1.25rem 0; }
          h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .25rem; }
          time { color: var(--quiet); font-size: .9375rem; }
          p { margin: .5rem 0; }
        </style>
      </head>
      <body>
        <p class="note">This is a feed. Copy its address into a feed reader, and new articles come to you.</p>
        <h1><xsl:value-of select="$title"/></h1>
        <p><xsl:value-of select="$description"/></p>
        <p><a href="{$site}"><xsl:value-of select="$site"/></a></p>
        <xsl:for-each select="$entries">
          <article>
            <h2>
              <a href="{link|atom:link[not(@rel) or @rel='alternate']/@href}">
                <xsl:value-of select="title|atom:title"/>
              </a>
            </h2>
            <time><xsl:value-of select="pubDate|atom:published"/></time>
            <p><xsl:value-of select="description|atom:summary"/></p>
          </article>
        </xsl:for-each>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
